import { existsSync, globSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'

const here = import.meta.dirname
const styles = path.join(here, '../node_modules/@mantine/core/styles')

test('every Mantine part that is imported has its styles loaded', () => {
  const loaded = readFileSync(path.join(here, 'mantine.css'), 'utf8')
  const imported = new Set(globSync('**/*.{ts,tsx}', { cwd: here }).flatMap(file =>
    [...readFileSync(path.join(here, file), 'utf8').matchAll(/import \{([^}]*)\} from '@mantine\/core'/g)]
      .flatMap(([, names = '']) => names.split(',').map(name => name.trim()))))
  const missing = [...imported].filter(name => existsSync(path.join(styles, `${name}.css`)) && !loaded.includes(`/${name}.css`))
  expect(missing).toEqual([])
})
