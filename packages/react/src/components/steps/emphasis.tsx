/** Props of `Emphasis`. */
export interface EmphasisProps {
  text: string;
  /** The part of the text that is a name. */
  name: string | undefined;
}

/** A sentence with its name set off. */
export function Emphasis({ text, name }: EmphasisProps) {
  const at = name === undefined || name === '' ? -1 : text.indexOf(name);
  if (name === undefined || at < 0) return <bdi>{text}</bdi>;
  return (
    <>
      {text.slice(0, at)}
      <strong>
        <bdi>{name}</bdi>
      </strong>
      {text.slice(at + name.length)}
    </>
  );
}
