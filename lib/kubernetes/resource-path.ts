import { AppError } from '@/lib/domain/app-error'

export interface Resource {
  /** The API group, `''` for the core one. */
  group?: string
  version?: string
  resource: string
  namespace?: string | null
  name?: string
}

/**
 * The path of a resource at the API server, such as `/api/v1/namespaces/shop/services/db`. A part that could name another path is
 * refused with `invalid`.
 */
export function resourcePath({ group = '', version = 'v1', resource, namespace, name }: Resource): string {
  const parts = group === '' ? ['api', version] : ['apis', group, version]
  if (namespace !== undefined && namespace !== null) parts.push('namespaces', checked('namespace', namespace))
  parts.push(resource)
  if (name !== undefined) parts.push(checked('name', name))
  return `/${parts.map(encodeURIComponent).join('/')}`
}

// The API server's own rule for path segments: `.`, `..` and anything with `/` or `%` name no object.
function checked(field: string, value: string): string {
  if (value !== '' && value !== '.' && value !== '..' && !/[/%]/.test(value) && value.length <= 253) return value
  const message = 'must be 1 to 253 characters without "/" or "%", and neither "." nor ".."'
  throw new AppError('invalid', `${field} ${message}`, { causes: [{ field, message }] })
}
