import type { AssistantMessage } from '@dify-oapi/core';
import { use } from 'react';
import { formatDuration } from '../../primitives/format-duration.ts';
import { useLabels } from '../../provider/use-labels.ts';
import { useLocale } from '../../provider/use-locale.ts';
import { AnswerContext } from '../chat/answer-context.ts';
import { formatPrice } from './format-price.ts';
import { tokensPerSecond } from './tokens-per-second.ts';

const twoDigits = { maximumSignificantDigits: 2 };

/** When an answer was given; where the host wants it, also what it took: tokens, times, speed, price. Renders a `<span>`. */
export function AnswerMeta({ message }: { message: AssistantMessage }) {
  const locale = useLocale();
  const { showsUsage } = use(AnswerContext);
  const time = new Intl.DateTimeFormat(locale, { timeStyle: 'short' }).format(message.createdAt);
  return (
    <span data-dify="meta">
      <time dir="auto" dateTime={new Date(message.createdAt).toISOString()}>
        {time}
      </time>
      {showsUsage && <UsageFacts message={message} />}
    </span>
  );
}

function UsageFacts({ message: { usage, timing, run } }: { message: AssistantMessage }) {
  const labels = useLabels();
  const locale = useLocale();
  const tokens = usage?.total_tokens || run?.totalTokens || 0;
  const seconds = usage?.latency ?? 0;
  const totalMs = timing?.totalMs ?? run?.elapsedMs ?? (seconds > 0 ? seconds * 1000 : undefined);
  const firstMs = timing?.firstTokenMs;
  const rate = tokensPerSecond(usage);
  const price = formatPrice(usage?.total_price, usage?.currency, locale);
  return (
    <>
      {tokens > 0 && <span>{labels.tokens(tokens, new Intl.NumberFormat(locale).format(tokens))}</span>}
      {totalMs !== undefined && (
        <span title={labels.took(formatDuration(totalMs, locale))}>
          <bdi>{formatDuration(totalMs, locale)}</bdi>
        </span>
      )}
      {firstMs !== undefined && <span>{labels.firstToken(formatDuration(firstMs, locale))}</span>}
      {rate !== undefined && (
        <span>{labels.tokensPerSecond(new Intl.NumberFormat(locale, twoDigits).format(rate))}</span>
      )}
      {price !== undefined && (
        <span>
          <bdi>{price}</bdi>
        </span>
      )}
    </>
  );
}
