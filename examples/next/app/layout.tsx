import '@dify-oapi/react/styles.css';
import type { ReactNode } from 'react';

export const metadata = { title: 'Help' };

export default function Layout({ children }: { children: ReactNode }) {
  return (
    <html lang="en" style={{ blockSize: '100%' }}>
      <body style={{ blockSize: '100%', margin: 0 }}>{children}</body>
    </html>
  );
}
