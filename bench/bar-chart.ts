export interface Bars {
  readonly title: string;
  readonly unit: string;
  readonly bars: readonly { readonly label: string; readonly value: number; readonly ours?: boolean }[];
}

const WIDTH = 720;
const LEFT = 250;
const ROW = 26;

/** A small bar chart as SVG with text labels, for light and dark pages. */
export function barChart({ title, unit, bars }: Bars): string {
  const most = Math.max(...bars.map(({ value }) => value));
  const height = 52 + bars.length * ROW;
  const rows = bars.map(({ label, value, ours }, index) => {
    const y = 44 + index * ROW;
    const width = Math.max(1, ((WIDTH - LEFT - 110) * value) / most);
    return `<text x="${LEFT - 10}" y="${y + 14}" text-anchor="end">${label}</text>
<rect x="${LEFT}" y="${y}" width="${width.toFixed(1)}" height="18" fill="${ours ? '#1d70b8' : '#8c959d'}"/>
<text x="${(LEFT + width + 8).toFixed(1)}" y="${y + 14}">${value.toFixed(0)} ${unit}</text>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" role="img" aria-label="${title}">
<style>text{font:14px system-ui,sans-serif;fill:#0b0c0c}@media (prefers-color-scheme:dark){text{fill:#f3f2f1}}</style>
<text x="0" y="22" style="font-weight:bold">${title}</text>
${rows.join('\n')}
</svg>
`;
}
