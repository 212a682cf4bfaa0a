import { describe, expect, it } from 'vitest'
import { columnHiding, columnKeys, inOrder, usualColumns } from '@/components/inventory/columns'
import { gridStyle } from '@/components/inventory/row-grid'

describe('the columns of the inventory', () => {
  it('leave out what the header of a group says already', () => {
    expect(usualColumns('owner', false)).not.toContain('owner')
    const byHost = ['namespace', 'service', 'provider', 'ttl', 'owner', 'environment', 'changed']
    expect(usualColumns('host', false)).toEqual(byHost)
  })

  it('name the cluster where there are several', () => {
    expect(usualColumns(null, false)).not.toContain('cluster')
    expect(usualColumns(null, true)).toContain('cluster')
    expect(usualColumns(null, true)).toHaveLength(usualColumns(null, false).length)
  })

  it('keep the order of the table, each once', () => {
    expect(inOrder(['changed', 'target', 'changed'])).toEqual(['target', 'changed'])
  })

  it('have a width wherever they are not hidden', () => {
    const style: Record<string, unknown> = { ...gridStyle(columnKeys) }
    const hidden = (size: string) => columnKeys.filter((key) => columnHiding(key).includes(size)).length
    const widths = (size: string) => String(style[`--columns-${size}`]).split(' ').length
    expect(widths('xl')).toBe(columnKeys.length + 2)
    expect(widths('lg')).toBe(columnKeys.length + 2 - hidden('max-xl'))
    expect(widths('md')).toBe(columnKeys.length + 2 - hidden('max-xl') - hidden('max-lg'))
    expect(widths('sm')).toBe(columnKeys.length + 2 - hidden('max-xl') - hidden('max-lg') - hidden('max-md'))
  })

  it('fill the width even when none of them stretches', () => {
    expect(gridStyle(['owner'])).toMatchObject({ '--columns-xl': '32px minmax(132px,1fr) 148px' })
  })
})
