import type { ReactNode } from 'react';

/** A page of a shop, for what stands over it. What is fixed to the window is fixed to its box. */
export function ShopPage({ children }: { children: ReactNode }) {
  return (
    <div
      style={{
        blockSize: '100dvh',
        minBlockSize: 700,
        contain: 'layout',
        background: 'var(--dify-color-surface)',
        overflow: 'hidden',
      }}
    >
      <main style={{ padding: '28px 48px', maxInlineSize: 600, font: '400 16px/1.6 var(--dify-font-sans)' }}>
        <strong>Velo Nord</strong>
        <div
          style={{ blockSize: 380, marginBlock: 24, borderRadius: 22, background: 'var(--dify-color-canvas)' }}
          aria-hidden="true"
        />
        <h1 style={{ fontSize: 34, letterSpacing: '-0.03em', marginBlock: 0 }}>Strand 2</h1>
        <p style={{ color: 'var(--dify-color-text-muted)' }}>
          The city bike that stays quiet. Belt drive, 90 km on one charge, and a rack that carries the week’s shopping.
        </p>
      </main>
      {children}
    </div>
  );
}
