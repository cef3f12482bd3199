/** A table for the terminal: the first column to the left, the others to the right; each row a line. */
export function textTable(
  columns: readonly string[],
  rows: readonly (readonly (string | number)[])[],
): string[] {
  const all = [columns, ...rows.map((row) => row.map(String))];
  const widths = columns.map((_, column) => Math.max(...all.map((row) => row[column]?.length ?? 0)));
  return all.map((row) =>
    row
      .map((cell, column) =>
        column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0),
      )
      .join('  ')
      .trimEnd(),
  );
}
