/** What a screen reader would have said. */
export interface HeardWords {
  /** Each time that a status line or an alert said something, in order. */
  readonly status: readonly string[];
  /** Each time that a log had news while it was not busy. */
  readonly log: readonly string[];
  /** What a log had gathered while it was busy, told at once when it was no longer. */
  readonly gathered: readonly string[];
  stop(): void;
}

const liveRegion = '[role="status"], [role="alert"], [role="log"], [aria-live]';

/**
 * Listens to live regions as the ARIA specification tells assistive technology to: a busy region is not read until it is
 * done, one that is `off` never.
 */
export function listenToLiveRegions(root: Element): HeardWords {
  const heard = { status: [] as string[], log: [] as string[], gathered: [] as string[] };
  const waiting = new Set<Node>();
  const elementOf = (node: Node) => (node instanceof Element ? node : node.parentElement);
  const isBusy = (element: Element) => element.closest('[aria-busy="true"]') !== null;
  const observer = new MutationObserver((changes) => {
    const said = new Map<Element, Set<string>>();
    for (const { type, target, addedNodes, attributeName } of changes) {
      const element = elementOf(target);
      const region = element?.closest(liveRegion);
      if (!element || !region || region.getAttribute('aria-live') === 'off') continue;
      if (type === 'attributes') {
        if (attributeName === 'aria-busy' && !isBusy(element) && waiting.size > 0) {
          heard.gathered.push(
            [...waiting]
              .filter((node) => node.isConnected)
              .map((node) => node.textContent)
              .join(' '),
          );
          waiting.clear();
        }
        continue;
      }
      const news = type === 'characterData' ? [target] : [...addedNodes];
      for (const node of news) {
        if (isBusy(element)) waiting.add(node);
        else if (node.textContent?.trim()) said.set(region, (said.get(region) ?? new Set()).add(node.textContent));
      }
    }
    for (const [region, words] of said) {
      if (region.getAttribute('role') === 'log') heard.log.push([...words].join(' '));
      else heard.status.push(region.textContent ?? '');
    }
  });
  observer.observe(root, {
    subtree: true,
    childList: true,
    characterData: true,
    attributes: true,
    attributeFilter: ['aria-busy'],
  });
  return { ...heard, stop: () => observer.disconnect() };
}
