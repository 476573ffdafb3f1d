/** What stands in a panel until its chat has been loaded: header, lines, composer in their boxes. */
export function PanelSkeleton() {
  return (
    <div data-dify="panel-skeleton" aria-hidden="true">
      <span data-dify="skeleton" data-shape="header" />
      <span data-dify="skeleton" />
      <span data-dify="skeleton" data-shape="short" />
      <span data-dify="skeleton" data-shape="composer" />
    </div>
  );
}
