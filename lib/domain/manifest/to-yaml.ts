import { Document, visit } from 'yaml'

/**
 * A JSON value as YAML that kubectl, kustomize and Helm read back as the same value: they read YAML 1.1, where `yes` is true and `12:30` a number,
 * and octal numbers of 1.2 besides, so all of these are quoted.
 */
export function toYaml(value: unknown): string {
  const document = new Document(value, { version: '1.1' })
  visit(document, {
    Scalar: (_, node) => {
      if (typeof node.value === 'string' && /^(?:0o|=)/.test(node.value)) node.type = 'QUOTE_DOUBLE'
    },
  })
  return document.toString({ lineWidth: 0 })
}
