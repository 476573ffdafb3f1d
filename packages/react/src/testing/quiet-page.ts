/** A policy that lets nothing of another origin load: what is tried is reported, also where the address leads nowhere. */
const policy =
  "default-src 'self' 'unsafe-inline' 'unsafe-eval' ws: http://localhost:*; img-src 'none'; media-src 'none'; object-src 'none'; form-action 'none'";

/** What a page has done that it should not have. */
export interface QuietPage {
  /** Addresses that it tried to load, new names of `window`, and where it went. */
  deeds(): readonly string[];
  /** Stops looking. */
  end(): void;
}

/** Looks at the page from now on: what it loads, runs, and where it goes. */
export function watchPage(): QuietPage {
  if (!document.querySelector('meta[http-equiv="Content-Security-Policy"]')) {
    const meta = document.createElement('meta');
    meta.httpEquiv = 'Content-Security-Policy';
    meta.content = policy;
    document.head.append(meta);
  }
  const tried: string[] = [];
  const onViolation = (event: SecurityPolicyViolationEvent) => tried.push(event.blockedURI);
  const names = new Set(Object.keys(window));
  const address = location.href;
  performance.clearResourceTimings();
  document.addEventListener('securitypolicyviolation', onViolation);
  return {
    deeds() {
      const foreign = performance.getEntriesByType('resource').filter(({ name }) => !name.startsWith(location.origin));
      return [
        ...foreign.map(({ name }) => `loaded ${name}`),
        ...tried.map((uri) => `tried ${uri}`),
        ...Object.keys(window)
          .filter((name) => !names.has(name))
          .map((name) => `made ${name}`),
        ...(location.href === address ? [] : [`went to ${location.href}`]),
      ];
    },
    end: () => document.removeEventListener('securitypolicyviolation', onViolation),
  };
}

/** Time for the page to begin what it would begin. */
export async function settled(): Promise<void> {
  await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 50)));
}
