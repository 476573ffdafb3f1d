import '../../styles/index.css';
import { createEmulator, reply, supportApp } from '@dify-oapi/emulator';
import { fireEvent, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { anEmulator } from '../../testing/an-emulator.ts';
import { ChatStage } from '../../testing/chat-stage.tsx';
import { Chat } from '../chat/chat.ts';

const field = () => screen.getByRole('textbox', { name: 'Message' });
const questions = () => screen.queryAllByRole('article', { name: 'You' }).map(({ textContent }) => textContent);

function picker(): HTMLInputElement {
  const input = document.querySelector('input[type="file"]');
  if (!(input instanceof HTMLInputElement)) throw new Error('There is no file picker.');
  return input;
}

describe('Composer', () => {
  it('begins a new line on Shift+Enter and sends on Enter', async () => {
    render(<ChatStage />);
    await userEvent.type(field(), 'First{Shift>}{Enter}{/Shift}second');
    expect(field()).toHaveProperty('value', 'First\nsecond');
    expect(questions()).toEqual([]);
    await userEvent.keyboard('{Enter}');
    await waitFor(() => expect(questions()).toEqual(['First\nsecond']));
    expect(field()).toHaveProperty('value', '');
  });

  it('sends nothing while an input method composes', async () => {
    render(<ChatStage />);
    await userEvent.type(field(), 'バッテリー');
    fireEvent.keyDown(field(), { key: 'Enter', keyCode: 13, isComposing: true });
    fireEvent.keyDown(field(), { key: 'Enter', keyCode: 229 });
    expect(questions()).toEqual([]);
    expect(field()).toHaveProperty('value', 'バッテリー');
  });

  it('does not send blank text', async () => {
    render(<ChatStage />);
    await userEvent.type(field(), '   {Enter}');
    expect(questions()).toEqual([]);
    expect(screen.getByRole('button', { name: 'Send' })).toHaveProperty('disabled', true);
  });

  it('waits for uploads and says so, then sends the file with the text', async () => {
    const emulator = anEmulator();
    let arrive: () => void = () => undefined;
    const arrived = new Promise<void>((resolve) => {
      arrive = resolve;
    });
    const fetch: typeof emulator.fetch = async (input, init) => {
      const request = new Request(input, init);
      if (request.url.includes('/files/upload')) await arrived;
      return emulator.fetch(request);
    };
    render(<ChatStage emulator={{ ...emulator, fetch }} />);
    await screen.findByRole('button', { name: 'Attach files' });
    await userEvent.upload(picker(), new File(['a,b'], 'log.csv'));
    await userEvent.type(field(), 'What does it say?{Enter}');
    expect(screen.getByRole('button', { name: 'Send: waiting for 1 upload' })).toHaveProperty('disabled', true);
    expect(questions()).toEqual([]);
    arrive();
    await screen.findByText('Ready');
    await userEvent.click(screen.getByRole('button', { name: 'Send' }));
    await waitFor(() => expect(questions()[0]).toContain('log.csv'));
    await screen.findByRole('button', { name: 'Ask again' });
    expect(emulator.snapshot().messages[0]?.files).toHaveLength(1);
  });

  it('says why a file cannot be added', async () => {
    render(<ChatStage />);
    await screen.findByRole('button', { name: 'Attach files' });
    const large = new File([new Uint8Array(16 * 1024 * 1024)], 'handbook.pdf');
    await userEvent.upload(picker(), large);
    expect(await screen.findByText(/^16\sMB\. Files up to 15\sMB can be added\.$/)).toBeTruthy();
    await userEvent.click(screen.getByRole('button', { name: 'Remove handbook.pdf' }));
    expect(screen.queryByText('handbook.pdf')).toBeNull();
  });

  it('takes files that are dropped anywhere on the chat', async () => {
    render(<ChatStage />);
    await screen.findByRole('button', { name: 'Attach files' });
    const data = new DataTransfer();
    data.items.add(new File(['a,b'], 'dropped.csv'));
    const thread = screen.getByRole('region', { name: 'Messages' });
    const drag = (type: string) => new DragEvent(type, { bubbles: true, cancelable: true, dataTransfer: data });
    fireEvent(thread, drag('dragenter'));
    expect(await screen.findByText('Drop to attach')).toBeTruthy();
    fireEvent(thread, drag('drop'));
    expect(await screen.findByText('dropped.csv')).toBeTruthy();
    expect(screen.queryByText('Drop to attach')).toBeNull();
  });
});

describe('what was asked before', () => {
  it('comes back with arrow up in the empty field, and goes with arrow down', async () => {
    render(<ChatStage />);
    for (const text of ['First', 'Second']) {
      await userEvent.type(field(), `${text}{Enter}`);
      await waitFor(() => expect(questions().at(-1)).toBe(text));
      await waitFor(() => expect(screen.queryByRole('button', { name: 'Stop' })).toBeNull());
    }
    const value = async (keys: string) => {
      await userEvent.type(field(), keys);
      return Reflect.get(field(), 'value');
    };
    expect(await value('{ArrowUp}')).toBe('Second');
    expect(await value('{ArrowUp}')).toBe('First');
    expect(await value('{ArrowUp}')).toBe('First');
    expect(await value('{ArrowDown}')).toBe('Second');
    expect(await value('{ArrowDown}')).toBe('');
    expect(await value('Own{ArrowUp}')).toBe('Own');
  });
});

function OwnComposer() {
  return (
    <Chat.Composer className="mine">
      <Chat.Send className="go" render={<button type="submit">Go</button>} />
      <Chat.Input aria-label="Your words" rows={2} />
      <Chat.Stop data-testid="halt" />
    </Chat.Composer>
  );
}

describe('the parts of a composer', () => {
  it('stand in an order of one’s own, as elements of one’s own', async () => {
    const { container } = render(<ChatStage slots={{ Composer: OwnComposer }} />);
    const own = await screen.findByRole('textbox', { name: 'Your words' });
    const form = container.querySelector('form.mine');
    expect(form?.getAttribute('data-dify')).toBe('composer');
    expect(form?.firstElementChild?.className).toContain('go');
    await userEvent.type(own, 'Hello');
    await userEvent.click(container.querySelector('.go') ?? own);
    await waitFor(() => expect(questions()).toEqual(['Hello']));
  });
});

describe('files that the app fetches', () => {
  const anAppThatFetches = () => {
    const app = supportApp();
    const upload = { ...app.parameters.file_upload, allowed_file_upload_methods: ['local_file', 'remote_url'] };
    return createEmulator({
      apps: [{ ...app, model: reply('Yes.'), parameters: { ...app.parameters, file_upload: upload } }],
    });
  };

  it('are added by their addresses, and go with the message', async () => {
    const emulator = anAppThatFetches();
    render(<ChatStage emulator={emulator} />);
    await userEvent.click(await screen.findByRole('button', { name: 'Add a file by its address' }));
    const address = await screen.findByRole('textbox', { name: 'Address of the file' });
    expect(document.activeElement).toBe(address);
    await userEvent.type(address, 'photo.png{Enter}');
    expect(screen.getByText('This is no web address.')).toBeTruthy();
    await userEvent.clear(address);
    await userEvent.type(address, 'https://example.com/rear-axle.pdf{Enter}');
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(document.activeElement).toBe(field());
    expect(await screen.findByText('rear-axle.pdf')).toBeTruthy();
    await userEvent.type(field(), 'What is this?{Enter}');
    await waitFor(() => expect(questions()[0]).toContain('rear-axle.pdf'));
    await screen.findByRole('button', { name: 'Ask again' });
    expect(emulator.snapshot().messages[0]?.remoteFiles).toEqual([
      { type: 'document', url: 'https://example.com/rear-axle.pdf' },
    ]);
  });

  it('are not offered where it fetches none', async () => {
    render(<ChatStage />);
    await screen.findByRole('button', { name: 'Attach files' });
    expect(screen.queryByRole('button', { name: 'Add a file by its address' })).toBeNull();
  });
});

describe('the camera', () => {
  const anAppForPictures = () => {
    const app = supportApp();
    const upload = { ...app.parameters.file_upload, enabled: true, allowed_file_types: ['image'] };
    return createEmulator({
      apps: [{ ...app, model: reply('Yes.'), parameters: { ...app.parameters, file_upload: upload } }],
    });
  };
  it('takes a picture, which goes with the message', async () => {
    const emulator = anAppForPictures();
    render(<ChatStage emulator={emulator} />);
    // Where there is a mouse it is hidden.
    const button = await waitFor(() => {
      const found = document.querySelector<HTMLElement>('[data-part="camera"]');
      if (found === null) throw new Error('There is no camera.');
      return found;
    });
    expect(button.getAttribute('aria-label')).toBe('Take a picture');
    const taken = button.nextElementSibling;
    if (!(taken instanceof HTMLInputElement)) throw new Error('Nothing takes a picture.');
    expect([taken.accept, taken.getAttribute('capture')]).toEqual(['image/*', 'environment']);
    let asked = 0;
    const ask = (event: Event) => {
      event.preventDefault();
      asked += 1;
    };
    taken.addEventListener('click', ask, { once: true });
    button.click();
    expect(asked).toBe(1);
    await userEvent.upload(taken, new File(['x'], 'axle.jpg', { type: 'image/jpeg' }));
    expect(document.activeElement).toBe(field());
    await screen.findByText('Ready');
    await userEvent.type(field(), 'What is this?');
    await userEvent.click(screen.getByRole('button', { name: 'Send' }));
    await waitFor(() => expect(questions()[0]).toContain('axle.jpg'));
    await screen.findByRole('button', { name: 'Ask again' });
    expect(emulator.snapshot().messages[0]?.files).toHaveLength(1);
  });
});

describe('files that are pasted', () => {
  const paste = (data: DataTransfer) =>
    fireEvent(field(), new ClipboardEvent('paste', { bubbles: true, cancelable: true, clipboardData: data }));

  it('are attached; text stays text', async () => {
    render(<ChatStage />);
    await screen.findByRole('button', { name: 'Attach files' });
    const files = new DataTransfer();
    files.items.add(new File(['a,b'], 'pasted.csv'));
    expect(paste(files)).toBe(false);
    expect(await screen.findByText('pasted.csv')).toBeTruthy();
    const text = new DataTransfer();
    text.setData('text/plain', 'words');
    expect(paste(text)).toBe(true);
  });
});
