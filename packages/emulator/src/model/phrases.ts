import type { Language } from '../knowledge/language.ts';

/** What is said when nothing is quoted. */
export interface Phrases {
  /** Before a table or list that is quoted whole. */
  from(document: string): string;
  /** Between two sentences. */
  readonly between: string;
  nothing(near: readonly string[]): string;
  /** The answer to a greeting or thanks; `undefined` when it is neither. */
  smallTalk(query: string): string | undefined;
  /** A heading as a question. */
  ask(heading: string): string;
}

const bullets = (items: readonly string[]) => items.map((item) => `- ${item}`).join('\n');

export const phrases: Readonly<Record<Language, Phrases>> = {
  en: {
    from: (document) => `From *${document}*:`,
    between: ' ',
    nothing: (near) =>
      near.length === 0
        ? 'The handbook has nothing on this.'
        : `The handbook has nothing on this. The nearest pages are:\n\n${bullets(near)}`,
    smallTalk: (query) =>
      /^\s*(?:hi|hello|hey|good (?:morning|evening|day)|thanks?(?: you)?|thx|bye)\b[\s!.,]*(?:there)?[\s!.]*$/i.test(
        query,
      )
        ? 'Hello. I look things up in the Velo Nord handbook and quote what it says; I am not a language model. Ask about torque values, charging, error codes, warranty or service.'
        : undefined,
    ask(heading) {
      if (/\?$/.test(heading)) return heading;
      return /^(?:What|Why|How|When|Which|Where)\b/.test(heading)
        ? `${heading}?`
        : `What about ${lowerFirst(heading)}?`;
    },
  },
  zh: {
    from: (document) => `摘自“${document}”：`,
    between: '',
    nothing: (near) =>
      near.length === 0 ? '手册里没有相关内容。' : `手册里没有相关内容。最接近的页面是：\n\n${bullets(near)}`,
    smallTalk: (query) =>
      /^\s*(?:你好|您好|谢谢|多谢|再见)[\s!！。,，]*$/.test(query)
        ? '你好。我在 Velo Nord 手册中查找并引用原文，不是语言模型。可以问扭矩、充电、错误代码、保修或保养。'
        : undefined,
    ask: (heading) => (/[?？]$/.test(heading) ? heading : `关于“${heading}”，手册怎么说？`),
  },
  ja: {
    from: (document) => `「${document}」より：`,
    between: '',
    nothing: (near) =>
      near.length === 0
        ? 'ハンドブックに該当する内容はありません。'
        : `ハンドブックに該当する内容はありません。近いページ：\n\n${bullets(near)}`,
    smallTalk: (query) =>
      /^\s*(?:こんにちは|おはよう(?:ございます)?|こんばんは|ありがとう(?:ございます)?)[\s!！。、]*$/.test(query)
        ? 'こんにちは。Velo Nord のハンドブックを調べて、その文章を引用します。言語モデルではありません。締め付けトルク、充電、エラーコード、保証などをお尋ねください。'
        : undefined,
    ask: (heading) => (/[?？]$/.test(heading) ? heading : `「${heading}」について教えてください。`),
  },
};

function lowerFirst(text: string): string {
  return /^[A-Z][a-z]/.test(text) && !/^(?:Fjell|Strand|Last|Velo|Eco|Tour|Boost)\b/.test(text)
    ? text[0]?.toLowerCase() + text.slice(1)
    : text;
}
