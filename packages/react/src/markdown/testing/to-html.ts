import type { BlockNode, LinkDefinitions, ListItemNode } from '../block-node.ts';
import { DocumentReader } from '../document-reader.ts';
import type { InlineNode } from '../inline-node.ts';
import { parseInline } from '../parser/inline-parser.ts';
import { unescapeText } from '../parser/unescape-text.ts';

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

/** An address as CommonMark's examples write it. */
function address(href: string): string {
  const kept = /%(?![\da-f]{2})|[^\w!#$%&'()*+,./:;=?@~-]/giu;
  return escaped(
    href.replace(kept, (sign) => (/^[\ud800-\udfff]$/.test(sign) ? '%EF%BF%BD' : encodeURIComponent(sign))),
  );
}

function plain(nodes: readonly InlineNode[]): string {
  return nodes
    .map((node) => {
      if (typeof node === 'string') return node;
      if ('children' in node) return plain(node.children);
      return 'text' in node ? (node.type === 'html' ? '' : node.text) : '\n';
    })
    .join('');
}

function titled(title: string | undefined): string {
  return title === undefined ? '' : ` title="${escaped(title)}"`;
}

function inline(nodes: readonly InlineNode[]): string {
  return nodes
    .map((node) => {
      if (typeof node === 'string') return escaped(node);
      switch (node.type) {
        case 'code':
          return `<code>${escaped(node.text)}</code>`;
        case 'html':
          return node.text;
        case 'citation':
          return `[${node.number}]`;
        case 'break':
          return '<br />\n';
        case 'math':
          return `<math>${escaped(node.text)}</math>`;
        case 'link':
          return `<a href="${address(node.href)}"${titled(node.title)}>${inline(node.children)}</a>`;
        case 'image':
          return `<img src="${address(node.href)}" alt="${escaped(plain(node.children))}"${titled(node.title)} />`;
        default:
          return `<${node.type}>${inline(node.children)}</${node.type}>`;
      }
    })
    .join('');
}

class Writer {
  readonly #definitions: LinkDefinitions;

  constructor(definitions: LinkDefinitions) {
    this.#definitions = definitions;
  }

  inline(text: string): string {
    return inline(parseInline(text, { definitions: this.#definitions, isLive: false, math: false }));
  }

  #item({ checked, children }: ListItemNode, loose: boolean): string {
    const box = checked === undefined ? '' : `<input ${checked ? 'checked="" ' : ''}disabled="" type="checkbox"> `;
    let html = '';
    children.forEach((child, index) => {
      const isText = child.type === 'paragraph' && !loose;
      if (!isText && !html.endsWith('\n')) html += '\n';
      if (child.type !== 'paragraph') html += this.block(child);
      else {
        const words = (index === 0 ? box : '') + this.inline(child.inline);
        html += loose ? `<p>${words}</p>\n` : words;
      }
    });
    return `<li>${html}</li>\n`;
  }

  #row(cells: readonly string[], name: string, align: readonly (string | null)[]): string {
    const html = cells.map((cell, column) => {
      const side = align[column];
      return `<${name}${side ? ` align="${side}"` : ''}>${this.inline(cell)}</${name}>\n`;
    });
    return `<tr>\n${html.join('')}</tr>\n`;
  }

  block(node: BlockNode): string {
    switch (node.type) {
      case 'paragraph':
        return `<p>${this.inline(node.inline)}</p>\n`;
      case 'heading':
        return `<h${node.depth}>${this.inline(node.inline)}</h${node.depth}>\n`;
      case 'quote':
        return `<blockquote>\n${node.children.map((child) => this.block(child)).join('')}</blockquote>\n`;
      case 'html':
        return `${node.text}\n`;
      case 'rule':
        return '<hr />\n';
      case 'math':
        return `<math>${escaped(node.text)}</math>\n`;
      case 'code': {
        const language = unescapeText(node.info.split(/\s/, 1)[0] ?? '');
        const name = language === '' ? '' : ` class="language-${escaped(language)}"`;
        return `<pre><code${name}>${escaped(node.text)}</code></pre>\n`;
      }
      case 'list': {
        const [tag, start] = node.ordered ? ['ol', node.start === 1 ? '' : ` start="${node.start}"`] : ['ul', ''];
        return `<${tag}${start}>\n${node.items.map((item) => this.#item(item, node.loose)).join('')}</${tag}>\n`;
      }
      case 'table': {
        const head = this.#row(node.header, 'th', node.align);
        const rows = node.rows.map((row) => this.#row(row, 'td', node.align)).join('');
        const body = rows === '' ? '' : `<tbody>\n${rows}</tbody>\n`;
        return `<table>\n<thead>\n${head}</thead>\n${body}</table>\n`;
      }
    }
  }
}

/** A text as the HTML that CommonMark's examples are written in, with raw HTML and images as they are. */
export function toHtml(text: string): string {
  const { chunks } = new DocumentReader().read(text, true);
  return chunks
    .flat()
    .map(({ node, definitions }) => new Writer(definitions).block(node))
    .join('');
}
