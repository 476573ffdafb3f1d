import { describe, expect, it } from 'vitest';
import { attachmentLimits, checkAddress, checkAttachment, kindOf } from './attachment-limits.ts';

const upload = { enabled: true, allowed_file_types: ['document', 'image'], number_limits: 2 };
const limits = attachmentLimits({ file_upload: upload, system_parameters: { file_size_limit: 15 } });

function aFile(name: string, size: number, type = ''): File {
  const file = new File(['x'], name, { type });
  Object.defineProperty(file, 'size', { value: size });
  return file;
}

describe('attachmentLimits', () => {
  it('takes no files when the app has them off, or takes only addresses', () => {
    expect(attachmentLimits({ file_upload: { enabled: false } }).enabled).toBe(false);
    const onlyAddresses = { enabled: true, allowed_file_upload_methods: ['remote_url'] };
    expect(attachmentLimits({ file_upload: onlyAddresses })).toMatchObject({ enabled: false, takesAddresses: true });
  });

  it('reads count and sizes from the app', () => {
    expect(limits.count).toBe(2);
    expect(limits.megabytes).toMatchObject({ document: 15, image: 10 });
  });
});

describe('checkAttachment', () => {
  it('refuses a file over the limit of its kind', () => {
    const { refusal } = checkAttachment(aFile('video.pdf', 212 * 1024 * 1024), limits, 0);
    expect(refusal).toEqual({ reason: 'too-large', limitMegabytes: 15 });
  });

  it('allows a file of exactly the limit', () => {
    expect(checkAttachment(aFile('a.pdf', 15 * 1024 * 1024), limits, 0).refusal).toBeUndefined();
  });

  it('refuses other kinds, empty files and one file too many', () => {
    expect(checkAttachment(aFile('a.mp4', 5), limits, 0).refusal).toEqual({ reason: 'type' });
    expect(checkAttachment(aFile('a.pdf', 0), limits, 0).refusal).toEqual({ reason: 'empty' });
    expect(checkAttachment(aFile('a.pdf', 5), limits, 2).refusal).toEqual({ reason: 'too-many' });
  });

  it('sends a file as custom where only its extension is allowed', () => {
    const custom = attachmentLimits({
      file_upload: { enabled: true, allowed_file_types: ['custom'], allowed_file_extensions: ['.STL'] },
    });
    expect(checkAttachment(aFile('part.stl', 5), custom, 0)).toEqual({ kind: 'custom' });
    expect(checkAttachment(aFile('part.obj', 5), custom, 0).refusal).toEqual({ reason: 'type' });
  });
});

describe('checkAddress', () => {
  it.each([
    ['https://x.test/a/photo%201.png?w=2', { name: 'photo 1.png', kind: 'image' }],
    ['http://x.test/', { name: 'x.test', kind: 'document' }],
    ['https://x.test/film.mp4', { kind: 'video', refusal: { reason: 'type' } }],
  ])('reads %s', (address, told) => {
    expect(checkAddress(address, limits, 0)).toMatchObject(told);
  });

  it('refuses one file too many, and what is no web address', () => {
    expect(checkAddress('https://x.test/a.pdf', limits, 2)?.refusal).toEqual({ reason: 'too-many' });
    for (const text of ['', 'photo.png', 'file:///etc/passwd', 'javascript:alert(1)', 'https://']) {
      expect(checkAddress(text, limits, 0)).toBeUndefined();
    }
  });
});

describe('kindOf', () => {
  it.each([
    ['photo.JPG', '', 'image'],
    ['notes.md', '', 'document'],
    ['clip.webm', 'video/webm', 'video'],
    ['clip.webm', 'audio/webm', 'audio'],
    ['noname', 'image/heic', 'image'],
    ['part.stl', 'model/stl', 'custom'],
  ])('takes %s (%s) for %s', (name, type, kind) => {
    expect(kindOf({ name, type })).toBe(kind);
  });
});
