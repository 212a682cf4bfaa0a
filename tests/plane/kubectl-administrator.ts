import type { ControlPlane } from '../control-plane/control-plane.ts'
import type { Administrator } from './administrator.ts'
import { readService, readServices } from './read-services.ts'

/** The administrator of a real control plane: everything by kubectl. */
export function kubectlAdministrator({ kubectl }: ControlPlane): Administrator {
  const run = async (args: readonly string[], stdin?: string): Promise<string> => {
    const { stdout, stderr, code } = await kubectl(args, stdin === undefined ? {} : { stdin })
    if (code !== 0) throw new Error(`kubectl ${args.join(' ')}: ${stderr.trim()}`)
    return stdout
  }
  return {
    apply: async (...items) => {
      await run(['apply', '-f', '-'], JSON.stringify({ apiVersion: 'v1', kind: 'List', items }))
    },
    tryService: async (namespace, _, text) => {
      await run(['apply', '-n', namespace, '--dry-run=server', '-f', '-'], text)
    },
    patchService: async (namespace, name, patch) => {
      await run(['patch', 'service', name, '-n', namespace, '--type=merge', '-p', JSON.stringify(patch)])
    },
    publishService: async (namespace, name, ingress) => {
      const patch = JSON.stringify({ status: { loadBalancer: { ingress } } })
      await run(['patch', 'service', name, '-n', namespace, '--subresource=status', '--type=merge', '-p', patch])
    },
    deleteService: async (namespace, name) => {
      await run(['delete', 'service', name, '-n', namespace])
    },
    deleteNamespace: async (name) => {
      await run(['delete', 'namespace', name, '--wait=false'])
    },
    readService: async (namespace, name) =>
      readService(JSON.parse(await run(['get', 'service', name, '-n', namespace, '-o', 'json']))),
    listAliases: async () => {
      const selection = ['--all-namespaces', '--field-selector', 'spec.type=ExternalName']
      return readServices(JSON.parse(await run(['get', 'services', ...selection, '-o', 'json'])))
    },
  }
}
