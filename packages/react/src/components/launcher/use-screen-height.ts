import { type RefObject, useEffect } from 'react';

/** Keeps a panel that fills the screen above a phone's keyboard, which covers the page without making it smaller. */
export function useScreenHeight(panel: RefObject<HTMLElement | null>, isFull: boolean): void {
  useEffect(() => {
    const element = panel.current;
    const { visualViewport } = globalThis;
    if (!isFull || element === null || !visualViewport) return;
    const follow = () => {
      element.style.setProperty('--dify-screen-block', `${Math.round(visualViewport.height)}px`);
      element.style.setProperty('--dify-screen-top', `${Math.round(visualViewport.offsetTop)}px`);
    };
    follow();
    visualViewport.addEventListener('resize', follow);
    visualViewport.addEventListener('scroll', follow);
    return () => {
      visualViewport.removeEventListener('resize', follow);
      visualViewport.removeEventListener('scroll', follow);
      element.style.removeProperty('--dify-screen-block');
      element.style.removeProperty('--dify-screen-top');
    };
  }, [panel, isFull]);
}
