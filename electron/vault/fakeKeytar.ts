import type { Keytar } from './keychain.ts'

type Behaviour = 'works' | 'hangs' | 'locked' | Error

const refuse = (): never => {
  throw new Error('Cannot create an item in a locked collection')
}

/** A keychain for tests: works, hangs until it is told otherwise, is locked as gnome-keyring is, or fails. */
export function fakeKeytar(first: Behaviour = 'works') {
  const entries = new Map<string, string>()
  const calls: string[] = []
  let behaviour = first
  let outstanding = 0
  let most = 0
  let wake: (() => void)[] = []

  async function answer<T>(name: string, work: () => T, whenLocked: () => T): Promise<T> {
    calls.push(name)
    outstanding += 1
    most = Math.max(most, outstanding)
    try {
      if (behaviour === 'hangs') await new Promise<void>(resolve => wake.push(resolve))
      await Promise.resolve()
      if (behaviour instanceof Error) throw behaviour
      return behaviour === 'locked' ? whenLocked() : work()
    } finally {
      outstanding -= 1
    }
  }

  const keytar: Keytar = {
    getPassword: (service, account) => answer('get', () => entries.get(`${service}:${account}`) ?? null, () => null),
    setPassword: (service, account, secret) => answer('set', () => void entries.set(`${service}:${account}`, secret), refuse),
    deletePassword: (service, account) => answer('delete', () => entries.delete(`${service}:${account}`), () => false),
  }
  return {
    keytar,
    entries,
    calls,
    mostOutstanding: () => most,
    become(next: Behaviour) {
      behaviour = next
      for (const go of wake) go()
      wake = []
    },
  }
}
