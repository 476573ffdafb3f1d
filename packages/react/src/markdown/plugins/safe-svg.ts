const elements = new Set(
  'svg g path rect circle ellipse line polyline polygon text tspan defs marker title desc clippath lineargradient radialgradient stop'.split(
    ' ',
  ),
);
const attributes = new Set(
  'aria-label class clip-path clip-rule cx cy d dominant-baseline dx dy fill fill-opacity fill-rule font-family font-size font-style font-weight gradienttransform gradientunits height id letter-spacing marker-end marker-height marker-mid marker-start markerheight markerunits markerwidth offset opacity orient points preserveaspectratio r refx refy role rx ry stop-color stroke stroke-dasharray stroke-dashoffset stroke-linecap stroke-linejoin stroke-miterlimit stroke-opacity stroke-width text-anchor transform viewbox width x x1 x2 y y1 y2'.split(
    ' ',
  ),
);
const svg = 'http://www.w3.org/2000/svg';

/** Whether a value of CSS or of an attribute names nothing outside of the drawing. */
function isInside(value: string): boolean {
  const rest = value.replaceAll(/url\(\s*["']?#[\w:.-]+["']?\s*\)/gi, '');
  return !/url|src\s*\(|image(?:-set)?\s*\(|@import|expression|\\|javascript:/i.test(rest);
}

/** The style sheet of a drawing, rule by rule; rules that name something outside are left out. */
function sheetOf(css: string): CSSStyleSheet {
  const sheet = new CSSStyleSheet();
  for (const rule of css.match(/[^{}]+\{[^{}]*\}/g) ?? []) {
    if (!isInside(rule) || rule.includes('@')) continue;
    try {
      sheet.insertRule(rule, sheet.cssRules.length);
    } catch {
      // What the browser cannot read has no effect.
    }
  }
  return sheet;
}

function copyOf(source: Element): SVGElement | undefined {
  if (!elements.has(source.localName.toLowerCase())) return undefined;
  const copy = document.createElementNS(svg, source.localName);
  for (const { name, value } of source.attributes) {
    if (attributes.has(name.toLowerCase()) && isInside(value)) copy.setAttribute(name, value);
  }
  const style = source.getAttribute('style') ?? '';
  // By the object model, which a policy without inline styles allows.
  if (style !== '' && isInside(style)) copy.style.cssText = style;
  for (const child of source.childNodes) {
    if (child instanceof Text) copy.append(child.data);
    else if (child instanceof Element) {
      const inner = copyOf(child);
      if (inner) copy.append(inner);
    }
  }
  return copy;
}

/** A drawing that was built anew from the parts of an SVG text that only draw. */
export interface SafeSvg {
  readonly element: SVGElement;
  readonly sheet: CSSStyleSheet;
}

/** Reads an SVG text in a document that loads nothing, and builds it anew. */
export function safeSvg(text: string): SafeSvg | undefined {
  const { documentElement } = new DOMParser().parseFromString(text, 'image/svg+xml');
  const css = [...documentElement.querySelectorAll('style')].map((style) => style.textContent ?? '').join('\n');
  const element = copyOf(documentElement);
  return element && { element, sheet: sheetOf(css) };
}
