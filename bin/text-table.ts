/** A table for the terminal, each row a line: columns of text to the left, columns of figures to the right. */
export function textTable(
  columns: readonly string[],
  rows: readonly (readonly (string | number)[])[],
  textColumns = 1,
): string[] {
  const all = [columns, ...rows.map((row) => row.map(String))];
  const widths = columns.map((_, column) => Math.max(...all.map((row) => row[column]?.length ?? 0)));
  return all.map((row) =>
    row
      .map((cell, column) => {
        const width = widths[column] ?? 0;
        return column < textColumns ? cell.padEnd(width) : cell.padStart(width);
      })
      .join('  ')
      .trimEnd(),
  );
}
