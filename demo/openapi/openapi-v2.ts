import { writeField } from '../protobuf/write-field.ts'
import { writeParameters } from './write-parameters.ts'

export const openApiV2Type = 'application/com.github.proto-openapi.spec.v2.v1.0+protobuf'

const message = (...fields: Buffer[]) => Buffer.concat(fields)

/**
 * The older description, in the protobuf that kubectl asks for. It tells one thing: that the server checks fields itself. kubectl
 * looks that up here, at the Namespace, before it sends a List.
 */
export function openApiV2Document(): Buffer {
  const parameters = writeParameters.map((name) => {
    const query = message(writeField(2, 'query'), writeField(4, name), writeField(6, 'string'))
    return writeField(8, writeField(1, writeField(2, writeField(3, query))))
  })
  const kind = writeField(2, JSON.stringify({ group: '', kind: 'Namespace', version: 'v1' }))
  const extension = writeField(13, message(writeField(1, 'x-kubernetes-group-version-kind'), writeField(2, kind)))
  const pathItem = writeField(8, message(...parameters, extension))
  const path = message(writeField(1, '/api/v1/namespaces/{name}'), writeField(2, pathItem))
  const info = message(writeField(1, 'Kubernetes'), writeField(2, 'v1.37.2'))
  return message(writeField(1, '2.0'), writeField(2, info), writeField(8, writeField(2, path)))
}
