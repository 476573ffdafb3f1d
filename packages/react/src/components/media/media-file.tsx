import type { FilePart } from '@dify-oapi/core';
import { Download, Play, RotateCw } from 'lucide-react';
import { use, useState } from 'react';
import { useChat } from '../../hooks/chat-context.tsx';
import { useLabels } from '../../provider/use-labels.ts';
import { useLocale } from '../../provider/use-locale.ts';
import { AttachmentCard } from '../attachment/attachment-card.tsx';
import { kindLine } from '../attachment/kind-name.ts';
import { IconButton } from '../button/icon-button.tsx';
import { AnswerContext } from '../chat/answer-context.ts';
import { useSlot } from '../chat/slots.ts';
import { BlockedPicture } from './blocked-picture.tsx';
import { fileAddress } from './file-address.ts';
import { FileLink } from './file-link.tsx';
import { Picture } from './picture.tsx';
import { Player } from './player.tsx';

/**
 * A file that the app made: a picture that is shown, sound and video that play, anything else as a card to open and
 * download. What cannot be loaded any more says so, and a new link can be asked for.
 */
export function MediaFile({ file }: { file: FilePart }) {
  const labels = useLabels();
  const locale = useLocale();
  const chat = useChat();
  const Card = useSlot('Attachment', AttachmentCard);
  const { imagePrefixes } = use(AnswerContext);
  const [isAsked, setAsked] = useState(false);
  const [gone, setGone] = useState<string>();
  const name = file.name ?? labels.fileByApp;
  const note = kindLine({ ...file, name }, labels, locale);
  const address = fileAddress(file.url, imagePrefixes);

  if (address === undefined || gone === file.url) {
    return (
      <Card
        name={name}
        kind={file.kind}
        state={gone === undefined ? undefined : 'failed'}
        note={gone ? labels.fileGone : note}
      >
        {gone !== undefined && (
          <IconButton
            label={labels.getFileAgain}
            icon={RotateCw}
            onClick={() => {
              // The same address may work again; another one comes with the history.
              void chat.actions.refresh().then(() => setGone(undefined));
            }}
          />
        )}
      </Card>
    );
  }
  const onFail = () => setGone(file.url);
  if (file.kind === 'image' && (address.host === undefined || isAsked)) {
    return <Picture address={address} name={name} onFail={onFail} />;
  }
  if ((file.kind === 'audio' || file.kind === 'video') && isAsked) {
    return <Player kind={file.kind} address={address} name={name} onFail={onFail} />;
  }
  if (file.kind === 'image' && address.host !== undefined) {
    return <BlockedPicture name={name} host={address.host} onLoad={() => setAsked(true)} />;
  }
  const loads = file.kind === 'audio' || file.kind === 'video';
  return (
    <Card
      name={name}
      kind={file.kind}
      note={
        loads && address.host !== undefined
          ? `${kindLine({ name, kind: file.kind }, labels, locale)} · ${labels.fileFrom(address.host)}`
          : note
      }
    >
      {loads ? (
        <IconButton
          label={labels.loadFile(name)}
          icon={Play}
          onClick={() => setAsked(true)}
          data-part="load"
          title={address.host === undefined ? labels.loadFile(name) : labels.imageNotice}
        />
      ) : (
        <FileLink href={address.href} label={labels.download(name)} icon={Download} fileName={name} />
      )}
    </Card>
  );
}
