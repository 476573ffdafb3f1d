import { afterEach, describe, expect, it } from 'vitest';
import { cutTextOf } from './cut-text.ts';

const long = 'A name that is longer than its place';

/** What is found on a page of 300 pixels with this in it. */
function found(html: string) {
  document.body.innerHTML = `<div style="inline-size: 300px; font: 16px/1.5 monospace">${html}</div>`;
  const root = document.body.firstElementChild;
  return root instanceof HTMLElement ? cutTextOf(root, 300) : [];
}

afterEach(() => {
  document.body.innerHTML = '';
  document.documentElement.dir = '';
});

describe('cutTextOf finds', () => {
  it('a text that its box cuts off', () => {
    expect(found(`<p style="inline-size: 80px; overflow: hidden; white-space: nowrap">${long}</p>`)).toEqual([long]);
  });

  it('a text that is clipped by a box further out', () => {
    const inner = `<span style="white-space: nowrap">${long}</span>`;
    expect(found(`<div style="inline-size: 80px; overflow-x: clip"><p>${inner}</p></div>`)).toEqual([long]);
  });

  it('a text that sticks out of the page', () => {
    expect(found(`<p style="white-space: nowrap">${long}</p>`)).toEqual([long]);
    expect(found(`<p style="position: relative; inset-inline-start: -40px">Here</p>`)).toEqual(['Here']);
  });

  it('a text that sticks out to the left where writing goes to the left', () => {
    document.documentElement.dir = 'rtl';
    expect(found(`<p style="white-space: nowrap">${long}</p>`)).toEqual([long]);
  });

  it('a text that stands in the window itself and leaves it', () => {
    const place = 'position: fixed; inset-inline-start: calc(100vw - 20px); white-space: nowrap';
    expect(found(`<p style="${place}">${long}</p>`)).toEqual([long]);
  });

  it('each text once, and no other', () => {
    const cut = `<p style="inline-size: 80px; overflow: hidden; white-space: nowrap">${long}</p>`;
    expect(found(`<p>Fits</p>${cut}<p>Fits too</p>`)).toEqual([long]);
  });
});

describe('cutTextOf leaves in peace', () => {
  it('what can be scrolled to', () => {
    expect(found(`<pre style="inline-size: 80px; overflow-x: auto">${long}</pre>`)).toEqual([]);
    expect(found(`<div style="inline-size: 80px; overflow: scroll"><b><nobr>${long}</nobr></b></div>`)).toEqual([]);
  });

  it('what is for screen readers alone', () => {
    const hidden = 'position: absolute; inline-size: 1px; clip-path: inset(50%); overflow: hidden; white-space: nowrap';
    expect(found(`<span style="${hidden}">${long}</span>`)).toEqual([]);
  });

  it('what is not shown', () => {
    expect(found(`<p style="visibility: hidden; white-space: nowrap">${long}</p>`)).toEqual([]);
    expect(found(`<p style="display: none; white-space: nowrap">${long}</p>`)).toEqual([]);
  });

  it('what ends with an ellipsis', () => {
    const ellipsis = 'inline-size: 80px; overflow: hidden; text-overflow: ellipsis; white-space: nowrap';
    expect(found(`<h2 style="${ellipsis}">${long}</h2>`)).toEqual([]);
  });

  it('a text of several lines, and a space that hangs at the end of one', () => {
    expect(found(`<p style="inline-size: 200px; overflow: hidden">${long}</p>`)).toEqual([]);
    const field = 'inline-size: 9.6em; overflow: hidden; white-space: pre-wrap';
    expect(found(`<p style="${field}">${'sixteen letters '.repeat(3)}</p>`)).toEqual([]);
  });
});
