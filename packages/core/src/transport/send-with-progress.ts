import type { Attempt } from './attempt.ts';
import type { CallContext } from './call-context.ts';
import { multipart } from './multipart.ts';
import type { UploadProgress } from './options.ts';
import { uploadByXhr, xhrOf } from './upload-by-xhr.ts';

/**
 * Sends a form and tells how far it is: by XMLHttpRequest in a page, by a streamed body where the runtime takes one,
 * else only at the beginning and at the end.
 */
export async function sendWithProgress({ transport, call, options }: CallContext, attempt: Attempt): Promise<Response> {
  const { signal } = attempt;
  const { method, headers, body } = call;
  const tell = (progress: UploadProgress) => {
    if (!signal.aborted) options.onProgress?.(progress);
  };
  if (!(body instanceof FormData)) return transport.fetch(call.url, { method, headers, body, signal });
  const xhr = xhrOf(globalThis);
  if (xhr !== undefined && transport.usesGlobalFetch === true) {
    return uploadByXhr(xhr, { url: call.url, method, headers, body, signal, onProgress: tell });
  }
  const form = multipart(body);
  tell({ loaded: 0, total: form.size });
  if (xhr !== undefined || !streamsRequests()) {
    const response = await transport.fetch(call.url, { method, headers, body, signal });
    tell({ loaded: form.size, total: form.size });
    return response;
  }
  const init: RequestInit & { duplex: 'half' } = {
    method,
    headers: { ...headers, 'content-type': form.type, 'content-length': String(form.size) },
    body: form.stream((loaded) => tell({ loaded, total: form.size })),
    signal,
    duplex: 'half',
  };
  return transport.fetch(call.url, init);
}

/** Whether `fetch` takes a stream as a body: a runtime that does not makes a text of it. */
function streamsRequests(): boolean {
  let asked = false;
  const init: RequestInit & { duplex: 'half' } = {
    method: 'POST',
    body: new ReadableStream(),
    get duplex() {
      asked = true;
      return 'half' as const;
    },
  };
  try {
    return !new Request('http://localhost', init).headers.has('content-type') && asked;
  } catch {
    return false;
  }
}
