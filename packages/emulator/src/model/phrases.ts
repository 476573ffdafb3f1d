import type { Language } from '../knowledge/language.ts';

/** What is said when nothing is quoted. */
export interface Phrases {
  /** Before a table or list that is quoted whole. */
  from(document: string): string;
  /** Between two sentences. */
  readonly between: string;
  /** Below a table of which so many rows were left out. */
  more(rows: number): string;
  nothing(near: readonly string[]): string;
  /** About files in which there is no text. */
  unreadable(names: readonly string[]): string;
  /** The answer to a greeting, to thanks, or to the question what this is; `undefined` when it is none of these. */
  smallTalk(query: string): string | undefined;
  isQuestion(heading: string): boolean;
  /** A heading as a question. */
  ask(heading: string): string;
}

const bullets = (items: readonly string[]) => items.map((item) => `- ${item}`).join('\n');

/** The answer that goes with the first pattern that fits the whole of a query, whatever its marks. */
function answerTo(query: string, pairs: readonly (readonly [RegExp, string])[]): string | undefined {
  const words = query.replaceAll(/[\s!?.,！？。、，~～]+/gu, ' ').trim();
  return pairs.find(([pattern]) => pattern.test(words))?.[1];
}

const what = {
  en: 'I look things up in the Velo Nord handbook and quote what it says, with the page it comes from; I am not a language model. Ask about torque values, charging, error codes, warranty or service, or add a file of your own.',
  zh: '我在 Velo Nord 手册中查找并引用原文，并注明出处；我不是语言模型。可以问扭矩、充电、故障代码、保修或保养，也可以附上自己的文件。',
  ja: 'Velo Nord のハンドブックを調べ、出典とともに文章を引用します。言語モデルではありません。締め付けトルク、充電、エラーコード、保証などをお尋ねください。ファイルを添付することもできます。',
};

const en: Phrases = {
  from: (document) => `From *${document}*:`,
  between: ' ',
  more: (rows) => `*The page has ${rows} more rows.*`,
  nothing: (near) =>
    near.length === 0
      ? 'The handbook has nothing on this.'
      : `The handbook has nothing on this. The nearest pages are:\n\n${bullets(near)}`,
  unreadable: (names) =>
    `I found no text that I can read in ${names.join(', ')}. Plain text, Markdown, CSV, HTML and PDF files with text in them work.`,
  smallTalk: (query) =>
    answerTo(query, [
      [/^(?:hi|hello|hey|good (?:morning|evening|afternoon|day))(?: there)?$/i, `Hello. ${what.en}`],
      [
        /^(?:thanks?|thank you|thx|cheers)(?: you)?(?: (?:so|very) much| a lot)?$/i,
        "You're welcome. Ask on whenever you like.",
      ],
      [/^(?:bye|goodbye|see you)$/i, 'Goodbye, and ride safely.'],
      [
        /^(?:who|what) are you$|^what (?:can|do) you do$|^help(?: me)?$|^are you (?:an? )?(?:ai|bot|robot|human|chatgpt|llm|language model)$/i,
        what.en,
      ],
    ]),
  isQuestion: (heading) => /\?$/.test(heading),
  ask(heading) {
    if (/\?$/.test(heading)) return heading;
    return /^(?:What|Why|How|When|Which|Where)\b/.test(heading) ? `${heading}?` : `What about ${lowerFirst(heading)}?`;
  },
};

const zh: Phrases = {
  from: (document) => `摘自“${document}”：`,
  between: '',
  more: (rows) => `*该页还有 ${rows} 行。*`,
  nothing: (near) =>
    near.length === 0 ? '手册里没有相关内容。' : `手册里没有相关内容。最接近的页面是：\n\n${bullets(near)}`,
  unreadable: (names) =>
    `在 ${names.join('、')} 中没有读到文字。可以使用文本、Markdown、CSV、HTML，以及含有文字的 PDF 文件。`,
  smallTalk: (query) =>
    answerTo(query, [
      [/^(?:你好|您好|嗨|早上好|晚上好)$/, `你好。${what.zh}`],
      [/^(?:谢谢|多谢|感谢)(?:你|您)?$/, '不客气，随时可以继续提问。'],
      [/^(?:再见|拜拜)$/, '再见，骑行平安。'],
      [/^(?:你|您)(?:是谁|能做什么|会做什么|可以做什么|是什么)$|^帮助$|^你是(?:机器人|人工智能|AI)吗$/i, what.zh],
    ]),
  isQuestion: (heading) => /[?？]$/.test(heading),
  ask: (heading) => (/[?？]$/.test(heading) ? heading : `关于“${heading}”，手册怎么说？`),
};

const ja: Phrases = {
  from: (document) => `「${document}」より：`,
  between: '',
  more: (rows) => `*このページにはあと ${rows} 行あります。*`,
  nothing: (near) =>
    near.length === 0
      ? 'ハンドブックに該当する内容はありません。'
      : `ハンドブックに該当する内容はありません。近いページ：\n\n${bullets(near)}`,
  unreadable: (names) =>
    `${names.join('、')} から文字を読み取れませんでした。テキスト、Markdown、CSV、HTML、文字を含む PDF を使えます。`,
  smallTalk: (query) =>
    answerTo(query, [
      [/^(?:こんにちは|おはよう(?:ございます)?|こんばんは)$/, `こんにちは。${what.ja}`],
      [/^(?:どうも)?ありがとう(?:ございます|ございました)?$/, 'どういたしまして。ほかにもお気軽にお尋ねください。'],
      [/^(?:さようなら|バイバイ)$/, 'さようなら。安全な走行を。'],
      [/^(?:あなたは)?(?:誰|だれ|何)(?:ですか)?$|^(?:何|なに)が?できますか$|^ヘルプ$/, what.ja],
    ]),
  isQuestion: (heading) => /(?:[?？か]|ください)$/.test(heading),
  ask(heading) {
    if (/(?:[?？]|ください)$/.test(heading)) return heading;
    return /か$/.test(heading) ? `${heading}？` : `「${heading}」について教えてください。`;
  },
};

/** What is said in each language. */
export const phrases: Readonly<Record<Language, Phrases>> = { en, zh, ja };

/** A heading's first word in lower case, unless it is a name. */
function lowerFirst(text: string): string {
  return /^[A-Z][a-z]/.test(text) && !/^(?:Fjell|Strand|Last|Velo|Eco|Tour|Boost|E-\d)/.test(text)
    ? `${text.charAt(0).toLowerCase()}${text.slice(1)}`
    : text;
}
