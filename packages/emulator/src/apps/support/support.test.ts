import { createDify } from '@dify-oapi/core';
import { describe, expect, it } from 'vitest';
import { createEmulator } from '../../emulator.ts';
import { tinyPdf } from '../../testing/tiny-pdf.ts';
import { handbookLibrary } from './handbook.ts';

const emulator = createEmulator();
const dify = createDify({ baseURL: 'http://dify.test/v1', apiKey: 'app-support', user: 'u1', fetch: emulator.fetch });

async function ask(query: string, conversation_id?: string, files: string[] = []) {
  const completion = await dify.chat.send({
    query,
    inputs: {},
    ...(conversation_id ? { conversation_id } : {}),
    files: files.map((upload_file_id) => ({ type: 'document', transfer_method: 'local_file', upload_file_id })),
  });
  const sources = completion.metadata?.retriever_resources ?? [];
  return { ...completion, sources };
}

async function upload(name: string, type: string, content: BlobPart): Promise<string> {
  return (await dify.files.upload({ file: new File([content], name, { type }) })).id;
}

describe('the handbook', () => {
  it('has at least forty pages of prose, in English, Chinese and Japanese', () => {
    const { passages } = handbookLibrary();
    expect(new Set(passages.map(({ documentId }) => documentId)).size).toBeGreaterThanOrEqual(47);
    expect(new Set(passages.map(({ language }) => language))).toEqual(new Set(['en', 'zh', 'ja']));
  });

  it('has tables and code', () => {
    const kinds = handbookLibrary().passages.flatMap(({ blocks }) => blocks.map(({ kind }) => kind));
    expect(kinds.filter((kind) => kind === 'table').length).toBeGreaterThan(20);
    expect(kinds.filter((kind) => kind === 'code').length).toBeGreaterThan(5);
  });
});

describe('answers', () => {
  it.each([
    ['Why does E-214 appear since firmware 5.2?', 'Error E-214 in depth', /5\.2/],
    ['What are the torque values from 2025?', 'Torque table 2025 and 2026', /40 Nm/],
    ['Which torque for the rear axle of a 2026 Fjell 3?', 'Torque table 2025 and 2026', /40 Nm/],
    ['Is my battery still under warranty?', 'Warranty', /500/],
    ['How do I prepare the battery for winter?', 'Winter storage', /60 %/],
    ['How do I bed in the brakes?', 'Brake bedding', /./],
    ['How do I clean the belt?', 'Belt drive of the Strand 2', /water/],
    ['What pressure do the tyres of the Strand 2 need?', 'Tyres and pressure', /bar/],
    ['May I use a high-pressure cleaner?', 'Washing limits and water protection', /./],
    ['How do I update the firmware?', 'Firmware updates', /./],
    ['How do I transfer the warranty to a second owner?', 'Second owners', /./],
    ['What does a webhook look like?', 'Fleet webhooks', /```json/],
    ['How do I set storage mode over the fleet API?', 'Fleet API: getting started', /setStorageMode/],
    ['Can I take the battery on a plane?', 'Travel by train and plane', /./],
    ['How do I return a leased bike?', 'Leasing return', /./],
    ['Where do I recycle an old battery?', 'Disposal and recycling', /./],
    ['Which torque for which bolt?', 'Torque table 2025 and 2026', /\| Pedals.*35 Nm(?:.|\n)*\| Rack bolts/],
    ['How long does charging take?', 'Battery and charging', /3 h 40 min/],
    ['How tight should the belt be?', 'Belt drive of the Strand 2', /38 to 46 Hz/],
    ['what is the max load of the strand 2', 'Cargo area and loads', /150 kg/],
    ['my brakes squeal', 'Brakes', /oil on the rotor/],
    ['tourque wrench', 'Torque table 2025 and 2026', /2 to 24 Nm/],
    ['When are you open on Saturday?', 'Contact and opening hours', /10:00 to 14:00/],
    ['Show me code to set storage mode', 'Fleet API: getting started', /```ts/],
    ['my display shows e214', 'Error E-214 in depth', /E-214/],
    ['冬天电池怎么存放？', '电池充电与冬季存放', /60 %/],
    ['E-214 是什么意思？', '故障代码说明', /X4/],
    ['后轴扭矩是多少？', '拧紧扭矩', /40 N·m/],
    ['保修期多久？', '保修条款', /2 年/],
    ['可以用高压水枪洗车吗？', '清洁与防水', /不可以/],
    ['バッテリーは冬にどう保管しますか？', 'バッテリーの充電と冬の保管', /60 %/],
    ['E-214 エラーの原因は？', 'エラーコード一覧', /X4/],
    ['後輪アクスルの締め付けトルクは？', '締め付けトルク', /40 N·m/],
    ['保証期間は？', '保証について', /2 年/],
  ])('%s comes from the page "%s"', async (question, page, words) => {
    const { answer, sources } = await ask(question);
    expect(sources.map(({ document_name }) => document_name)).toContain(page);
    expect(answer).toMatch(words);
    expect(answer).toContain('[1]');
  });

  it('marks sources in the order in which they are first named, each of them', async () => {
    const { answer, sources } = await ask('Is my battery still under warranty?');
    const marks = Array.from(answer.matchAll(/\[(\d)\]/g), ([, mark]) => Number(mark));
    expect(marks).toEqual(sources.map(({ position }) => position));
    expect(marks[0]).toBe(1);
  });

  it('quotes: every sentence stands in a source', async () => {
    const { answer, sources } = await ask('How do I clean the belt?');
    const pages = sources.map(({ content }) => content).join('\n');
    for (const sentence of answer.split(/(?<=\.) (?=[A-Z])| \[\d\]\s*/).filter((text) => /^[A-Z].*\.$/.test(text))) {
      expect(pages).toContain(sentence);
    }
  });

  it('answers in the language of the question', async () => {
    expect((await ask('电池充电需要多长时间？')).answer).toMatch(/\p{Script=Han}{4}/u);
    expect((await ask('バッテリーは冬にどう保管しますか？')).answer).toMatch(/\p{Script=Hiragana}/u);
  });

  it('names pages on codes for a code that the handbook does not have', async () => {
    const { answer, sources } = await ask('E-310');
    expect(answer).toMatch(/^The handbook has nothing on this(?:.|\n)*- Error codes overview/);
    expect(sources).toEqual([]);
  });

  it('says so when the handbook has nothing, and what it is when it is greeted or asked', async () => {
    const nothing = await ask('Who won the chess championship in 1972?');
    expect(nothing.answer).toMatch(/^The handbook has nothing on this/);
    expect(nothing.sources).toEqual([]);
    expect((await ask('Hello!')).answer).toContain('not a language model');
    expect((await ask('Who are you?')).answer).toContain('not a language model');
    expect((await ask('你是谁？')).answer).toContain('不是语言模型');
    expect((await ask('Thank you very much!')).sources).toEqual([]);
  });

  it('understands a short question by the one before it', async () => {
    const first = await ask('How do I clean the belt of the Strand 2?');
    const second = await ask('And how do I measure it?', first.conversation_id);
    expect(second.sources[0]?.document_name).toBe('Belt drive of the Strand 2');
    const third = await ask('And the warranty?', first.conversation_id);
    expect(third.answer).toMatch(/warrant/i);
  });

  it('follows a chain of short questions back to what they are about', async () => {
    const first = await ask('How do I prepare the battery for winter?');
    const second = await ask('And in a very cold garage?', first.conversation_id);
    expect(second.answer).toContain('−10 °C');
    const third = await ask('How often must I charge it then?', first.conversation_id);
    expect(third.answer).toContain('After six months');
  });

  it('forgets the question before when a new one stands alone', async () => {
    const first = await ask('How do I bed in the brakes?');
    const second = await ask('belt tension', first.conversation_id);
    expect(second.sources.map(({ document_name }) => document_name)).toEqual([
      'Belt drive of the Strand 2',
      'Belt drive of the Strand 2',
    ]);
  });

  it('proposes three questions that were not asked, and can answer them', async () => {
    const { message_id } = await ask('How do I clean the belt?');
    const { data } = await dify.messages.suggested({ message_id });
    expect(data).toHaveLength(3);
    expect(data).not.toContain('How do I clean the belt?');
    for (const question of data) expect((await ask(question)).sources.length).toBeGreaterThan(0);
  });
});

describe('files that people bring', () => {
  it.each([
    ['notes.txt', 'text/plain', 'The garage door code is 4711. Never share it.'],
    ['notes.md', 'text/markdown', '# Garage\n\nThe garage door code is 4711.'],
    ['codes.csv', 'text/csv', 'door,code\ngarage,4711\ncellar,1234\n'],
    ['page.html', 'text/html', '<h1>Garage</h1><p>The garage door code is <b>4711</b>.</p><script>0</script>'],
  ])('answers from %s and names it', async (name, type, content) => {
    const { answer, sources } = await ask('What is the garage door code?', undefined, [
      await upload(name, type, content),
    ]);
    expect(answer).toContain('4711');
    expect(sources[0]).toMatchObject({ document_name: name, dataset_name: 'Uploaded files', position: 1 });
  });

  it('answers from a PDF, and says so when a file has no text in it', async () => {
    const pdf = await upload('log.pdf', 'application/pdf', tinyPdf('The garage door code is 4711.'));
    const { answer, sources } = await ask('What is the garage door code?', undefined, [pdf]);
    expect(answer).toContain('4711');
    expect(sources[0]?.document_name).toBe('log.pdf');
    const empty = await upload('scan.pdf', 'application/pdf', 'not a pdf');
    expect((await ask('What does my file say about chess?', undefined, [empty])).answer).toContain(
      'no text that I can read in scan.pdf',
    );
  });

  it('remembers a file for the rest of the conversation', async () => {
    const id = await upload('shed.txt', 'text/plain', 'The shed key hangs behind the blue barrel.');
    const first = await ask('What is in this file?', undefined, [id]);
    const second = await ask('Where does the shed key hang?', first.conversation_id);
    expect(second.answer).toContain('behind the blue barrel');
  });

  it('takes no file of another user', async () => {
    const id = await upload('a.txt', 'text/plain', 'x');
    const other = createDify({
      baseURL: 'http://dify.test/v1',
      apiKey: 'app-support',
      user: 'u2',
      fetch: emulator.fetch,
    });
    const files = [{ type: 'document', transfer_method: 'local_file', upload_file_id: id } as const];
    await expect(other.chat.send({ query: 'x', inputs: {}, files })).rejects.toMatchObject({ status: 400 });
  });

  it('refuses a file that is too large with an empty message, as Dify does', async () => {
    const large = new Uint8Array(15 * 1024 * 1024 + 1);
    await expect(upload('a.txt', 'text/plain', large)).rejects.toMatchObject({ status: 413, code: 'file_too_large' });
  });
});
