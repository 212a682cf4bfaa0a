import { describe, expect, it } from 'vitest'
import {
  differenceOf,
  intersectionOf,
  pathsOf,
  unionOf,
  withContainers,
  withoutBelow,
} from '../../../demo/patch/field-set.ts'

const ports = { '.': {}, 'k:{"port":80,"protocol":"TCP"}': { '.': {}, 'f:port': {} } }
const both = { 'f:spec': { 'f:ports': ports, 'f:type': {} } }

describe('sets of fields', () => {
  it('are the same again when nothing is added or taken', () => {
    expect(unionOf(both, {})).toEqual(both)
    expect(differenceOf(both, {})).toEqual(both)
    expect(differenceOf(both, both)).toEqual({})
    expect(intersectionOf(both, both)).toEqual(both)
  })

  it('lose a container without the fields in it', () => {
    expect(differenceOf(both, { 'f:spec': { 'f:ports': {} } })).toEqual({
      'f:spec': { 'f:ports': { 'k:{"port":80,"protocol":"TCP"}': { '.': {}, 'f:port': {} } }, 'f:type': {} },
    })
  })

  it('lose everything below a field that is gone', () => {
    expect(withoutBelow(both, { 'f:spec': { 'f:ports': {} } })).toEqual({ 'f:spec': { 'f:type': {} } })
  })

  it('count what holds a field as a field on request', () => {
    expect(withContainers({ 'f:spec': { 'f:type': {} } })).toEqual({ 'f:spec': { '.': {}, 'f:type': {} } })
  })

  it('are spelled as the API server spells conflicts', () => {
    expect(pathsOf(both)).toEqual([
      '.spec.ports',
      '.spec.ports[port=80,protocol="TCP"]',
      '.spec.ports[port=80,protocol="TCP"].port',
      '.spec.type',
    ])
  })
})
