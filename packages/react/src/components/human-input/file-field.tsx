import type { FormField, FormValue } from '@dify-oapi/core';
import { Paperclip } from 'lucide-react';
import { type ReactNode, useId, useRef, useState, useSyncExternalStore } from 'react';
import type { AttachmentStore } from '../../hooks/attachment-store.ts';
import { useDify } from '../../provider/use-dify.ts';
import { useLabels } from '../../provider/use-labels.ts';
import { Button } from '../button/button.tsx';
import { ComposerFiles } from '../composer/composer-files.tsx';
import { type FilesHolder, filesOf } from './field-files.ts';
import { acceptOf, fileLimits, remoteFile } from './file-limits.ts';

/** Props of a field for files. */
export interface FileFieldProps {
  field: FormField;
  label: string;
  value: FormValue | undefined;
  /** Holds what is uploaded for the form. */
  holder: FilesHolder;
  disabled: boolean;
  problemId: string | undefined;
  onChange(value: FormValue | undefined): void;
  /** What is wrong. */
  children: ReactNode;
}

/** A field for one file or several: uploaded at once, or by address where the app wants that. */
export function FileField(props: FileFieldProps) {
  const { field, holder, label, value, disabled, problemId, onChange, children } = props;
  const dify = useDify();
  const id = useId();
  const takesUploads = field.uploadMethods.length === 0 || field.uploadMethods.includes('local_file');
  return (
    <fieldset data-dify="field" aria-describedby={problemId} disabled={disabled}>
      <legend data-dify="field-label">{label}</legend>
      {takesUploads ? (
        <Uploads id={id} field={field} store={filesOf(holder, field, dify)} label={label} />
      ) : (
        <Address id={id} field={field} label={label} value={value} onChange={onChange} />
      )}
      {children}
    </fieldset>
  );
}

interface UploadsProps {
  id: string;
  field: FormField;
  store: AttachmentStore;
  label: string;
}

function Uploads({ id, field, store, label }: UploadsProps) {
  const labels = useLabels();
  const picker = useRef<HTMLInputElement>(null);
  const limits = fileLimits(field);
  const attachments = useSyncExternalStore(store.subscribe, store.getSnapshot, store.getSnapshot);
  const files = {
    attachments,
    limits,
    uploadingCount: attachments.filter(({ state }) => state === 'uploading').length,
    add: (added: Iterable<File>) => store.add(added, limits),
    addAddress: (address: string) => store.addAddress(address, limits),
    retry: store.retry,
    remove: store.remove,
    take: store.take,
    putBack: store.putBack,
  };
  const held = attachments.filter(({ state }) => state !== 'refused').length;
  return (
    <>
      <ComposerFiles files={files} />
      {held < limits.count && (
        <Button
          size="sm"
          icon={Paperclip}
          aria-label={`${labels.attachFiles}: ${label}`}
          onClick={() => picker.current?.click()}
        >
          {labels.attachFiles}
        </Button>
      )}
      <input
        ref={picker}
        id={id}
        type="file"
        hidden
        tabIndex={-1}
        aria-label={label}
        accept={acceptOf(field)}
        multiple={field.kind === 'file-list'}
        onChange={(event) => {
          files.add([...(event.target.files ?? [])]);
          event.target.value = '';
        }}
      />
    </>
  );
}

interface AddressProps {
  id: string;
  field: FormField;
  label: string;
  value: FormValue | undefined;
  onChange(value: FormValue | undefined): void;
}

/** One address, or several with blanks between them. */
function Address({ id, field, label, value, onChange }: AddressProps) {
  const labels = useLabels();
  const [text, setText] = useState(() => addressesOf(value));
  const change = (next: string) => {
    setText(next);
    const files = next.split(/\s+/).flatMap((url) => remoteFile(url, field) ?? []);
    onChange(field.kind === 'file' ? files[0] : files);
  };
  return (
    <input
      data-dify="input"
      id={id}
      inputMode="url"
      value={text}
      aria-label={`${label}: ${labels.formFileAddress}`}
      placeholder="https://"
      onChange={(event) => change(event.target.value)}
    />
  );
}

function addressesOf(value: FormValue | undefined): string {
  const files = typeof value === 'object' ? [value].flat() : [];
  return files.flatMap((file) => (file.transfer_method === 'remote_url' ? [file.url] : [])).join(' ');
}
