import { Component, type ReactNode, Suspense } from 'react';

interface SourceBoundaryProps {
  /** Stands in while something loads. */
  readonly source: ReactNode;
  /** Stands in when it could not load or draw. */
  readonly failed: ReactNode;
  readonly children: ReactNode;
}

/** Shows the source of something that is loading, or that has failed: one block never takes the others along. */
export class SourceBoundary extends Component<SourceBoundaryProps, { readonly hasFailed: boolean }> {
  override state = { hasFailed: false };

  static getDerivedStateFromError(): { readonly hasFailed: boolean } {
    return { hasFailed: true };
  }

  override render(): ReactNode {
    const { source, failed, children } = this.props;
    return this.state.hasFailed ? failed : <Suspense fallback={source}>{children}</Suspense>;
  }
}
