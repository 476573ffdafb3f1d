/** How much the handler takes, how long it waits and how often it lets one user begin. */
export interface HandlerLimits {
  /** Bytes of a JSON body. @default 262_144 */
  jsonBytes: number;
  /** UTF-8 bytes of a question, and of a URL's query. @default 32_768 */
  queryBytes: number;
  /** Bytes of an uploaded file. @default 15_728_640 */
  uploadBytes: number;
  /** How deep `inputs` may nest. @default 8 */
  inputsDepth: number;
  /** Files of one message. @default 10 */
  files: number;
  /** Milliseconds without a byte of a request's body; a JSON body has to be whole by then. @default 30_000 */
  bodyTimeout: number;
  /** Milliseconds in which an upload has to be whole. @default 300_000 */
  uploadTimeout: number;
  /**
   * Milliseconds until Dify's first byte, ten times that for a blocking answer; and as many until an answer that comes whole
   * is there. @default 60_000
   */
  timeout: number;
  /** Bytes of a JSON answer of Dify. @default 10_485_760 */
  answerBytes: number;
  /** Characters of one event of Dify, also of those that are left out. @default 16_777_216 */
  eventLength: number;
  /** Milliseconds without a byte of Dify after which a stream counts as lost. It pings every 10 s. @default 60_000 */
  idleTimeout: number;
  /** Milliseconds that one stream may last, read by somebody or not. @default 1_200_000 */
  streamDuration: number;
  /** Milliseconds of silence after which a comment keeps the connection alive. @default 15_000 */
  keepAlive: number;
  /**
   * Milliseconds that a reader of an answer or a file may take nothing of what waits for it, before the connection is given
   * up. A reader of an answer comes back where it was. @default 300_000
   */
  readerTimeout: number;
  /** Running answers of one user, counting those that nobody reads any more. @default 4 */
  liveStreams: number;
  /** Running answers that were begun from one address, where `rateLimit.clientIP` tells it. @default 40 */
  liveStreamsFromIP: number;
  /** Running answers in this process, whoever began them. @default 2000 */
  liveStreamsInAll: number;
  /** Readers of running or kept answers that one user may have open at a time, in this process. @default 32 */
  readers: number;
  /** Messages that one user may send in a minute. @default 20 */
  startsPerMinute: number;
  /** Messages that may come from one address in a minute, where `rateLimit.clientIP` tells it. @default 60 */
  startsPerMinuteFromIP: number;
  /** Messages in a minute in this process, whoever sends them. @default 3000 */
  startsPerMinuteInAll: number;
  /** Speech, recordings, suggested questions and generated names that one user may ask for in a minute. @default 60 */
  extrasPerMinute: number;
  /** The same from one address, where `rateLimit.clientIP` tells it. @default 240 */
  extrasPerMinuteFromIP: number;
  /** Uploads of one user at a time. @default 3 */
  uploadsAtOnce: number;
  /** Uploads from one address at a time, where `rateLimit.clientIP` tells it. @default 20 */
  uploadsAtOnceFromIP: number;
  /** Uploads at a time in this process: each is held whole until it goes on to Dify. @default 64 */
  uploadsInAll: number;
  /** Files and speech of answers that one user may be reading at a time, in this process. @default 32 */
  filesAtOnce: number;
  /** The same from one address, where `rateLimit.clientIP` tells it. @default 200 */
  filesAtOnceFromIP: number;
  /** Files and speech that are being read in this process, whoever reads them. @default 1000 */
  filesInAll: number;
}

/** The limits that hold unless others are named. */
export const defaultLimits: Readonly<HandlerLimits> = {
  jsonBytes: 262_144,
  queryBytes: 32_768,
  uploadBytes: 15_728_640,
  inputsDepth: 8,
  files: 10,
  bodyTimeout: 30_000,
  uploadTimeout: 300_000,
  timeout: 60_000,
  answerBytes: 10_485_760,
  eventLength: 16_777_216,
  idleTimeout: 60_000,
  streamDuration: 1_200_000,
  keepAlive: 15_000,
  readerTimeout: 300_000,
  liveStreams: 4,
  liveStreamsFromIP: 40,
  liveStreamsInAll: 2000,
  readers: 32,
  startsPerMinute: 20,
  startsPerMinuteFromIP: 60,
  startsPerMinuteInAll: 3000,
  extrasPerMinute: 60,
  extrasPerMinuteFromIP: 240,
  uploadsAtOnce: 3,
  uploadsAtOnceFromIP: 20,
  uploadsInAll: 64,
  filesAtOnce: 32,
  filesAtOnceFromIP: 200,
  filesInAll: 1000,
};

/** A size in words, e.g. `15 MB`. */
export function sizeInWords(bytes: number): string {
  const [size, unit] = bytes >= 1_048_576 ? [bytes / 1_048_576, 'MB'] : [bytes / 1024, 'KB'];
  return bytes < 1024 ? `${bytes} bytes` : `${Math.round(size * 10) / 10} ${unit}`;
}
