/**
 * A patch that adds a file to a repository, as `git apply` takes it; `path` is relative, in letters, digits, dots, hyphens and slashes (others become
 * hyphens). The text ends in a line break, whether it came with one or not.
 */
export function newFilePatch(path: string, text: string): string {
  const safe = path
    .replaceAll(/[^A-Za-z0-9./-]+/g, '-')
    .split('/')
    .filter((part) => part !== '' && part !== '.' && part !== '..')
    .join('/')
  const lines = text.replace(/\n$/, '').split('\n')
  return [
    `diff --git a/${safe} b/${safe}`,
    'new file mode 100644',
    '--- /dev/null',
    `+++ b/${safe}`,
    `@@ -0,0 +1,${lines.length} @@`,
    ...lines.map((line) => `+${line}`),
    '',
  ].join('\n')
}
