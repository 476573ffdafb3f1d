import { aPdf } from './a-pdf.ts';
import { expect, test, type Visitor } from './visitor.ts';

interface AFile {
  readonly name: string;
  readonly mimeType: string;
  readonly buffer: Buffer;
}

const files: readonly AFile[] = [
  { name: 'garage.txt', mimeType: 'text/plain', buffer: Buffer.from('The spare key hangs behind the blue helmet.') },
  { name: 'fleet.csv', mimeType: 'text/csv', buffer: Buffer.from('place,thing\nblue helmet,spare key\nshelf,pump\n') },
  {
    name: 'note.html',
    mimeType: 'text/html',
    buffer: Buffer.from('<h1>Garage</h1><p>The spare key hangs behind the <b>blue helmet</b>.</p>'),
  },
  {
    name: 'note.md',
    mimeType: 'text/markdown',
    buffer: Buffer.from('# Garage\n\nThe spare key hangs behind the blue helmet.\n'),
  },
  { name: 'note.pdf', mimeType: 'application/pdf', buffer: aPdf(['The spare key hangs behind the blue helmet.']) },
];

const attach = (visitor: Visitor, ...chosen: AFile[]) => visitor.page.locator('input[type=file]').setInputFiles(chosen);

for (const file of files) {
  test(`a question about ${file.name} is answered from it`, async ({ visitor, page }) => {
    await visitor.open();
    await attach(visitor, file);
    await expect(page.getByRole('list', { name: 'Attached files' })).toContainText('Ready');
    await visitor.ask('Where does the spare key hang?');
    await expect(visitor.questions.last()).toContainText(file.name);
    await visitor.answered();
    await expect(visitor.prose).toContainText('blue helmet');
    await expect(visitor.answers.last()).toContainText(file.name);
  });
}

test('a file of a kind that the app does not read stays with the reason and is taken away', async ({
  visitor,
  page,
}) => {
  await visitor.open();
  await attach(visitor, { name: 'film.mov', mimeType: 'video/quicktime', buffer: Buffer.from('moov') });
  const list = page.getByRole('list', { name: 'Attached files' });
  await expect(list).toContainText('MOV files cannot be added');
  await page.getByRole('button', { name: 'Remove film.mov' }).click();
  await expect(list).toBeHidden();
});

test('a file above the limit stays with the reason, and the others go', async ({ visitor, page }) => {
  await visitor.open();
  const large = { name: 'large.txt', mimeType: 'text/plain', buffer: Buffer.alloc(16 * 1024 * 1024, 'a') };
  await attach(visitor, large, ...files.slice(0, 1));
  const list = page.getByRole('list', { name: 'Attached files' });
  await expect(list).toContainText(/16.MB\. Files up to 15.MB can be added\./);
  await expect(list).toContainText('Ready');
  await visitor.ask('Where does the spare key hang?');
  await visitor.answered();
  await expect(visitor.questions.last()).not.toContainText('large.txt');
  await expect(visitor.prose).toContainText('blue helmet');
});

test('an empty file is refused', async ({ visitor, page }) => {
  await visitor.open();
  await attach(visitor, { name: 'empty.txt', mimeType: 'text/plain', buffer: Buffer.alloc(0) });
  await expect(page.getByRole('list', { name: 'Attached files' })).toContainText('The file is empty.');
});

test('a dropped file is attached', async ({ visitor, page }) => {
  await visitor.open();
  const data = await page.evaluateHandle(() => {
    const transfer = new DataTransfer();
    transfer.items.add(new File(['The spare key hangs behind the blue helmet.'], 'drop.txt', { type: 'text/plain' }));
    return transfer;
  });
  for (const type of ['dragenter', 'dragover', 'drop']) {
    await visitor.field.dispatchEvent(type, { dataTransfer: data });
  }
  await expect(page.getByRole('list', { name: 'Attached files' })).toContainText('drop.txt');
});
