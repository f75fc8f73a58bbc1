import { timingSafeEqual } from 'node:crypto'

/** A login at the network. Without a right its endpoints answer 403. */
export type OnApiUser = {
  username: string
  password: string
  tickets: boolean
  /** May create and change tickets. */
  writes: boolean
  technical: boolean
  /** False: refused whatever the password. */
  allowed: boolean
}

function user(username: string, rest: Partial<OnApiUser> = {}): OnApiUser {
  return { username, password: `${username}-pass`, tickets: true, writes: true, technical: true, allowed: true, ...rest }
}

/** Every right, without tickets, reading tickets only, without technical information, locked out. */
export const ON_API_USERS: readonly OnApiUser[] = [
  user('engineer'),
  user('notickets', { tickets: false }),
  user('reader', { writes: false }),
  user('notech', { technical: false }),
  user('locked', { allowed: false }),
]

/** The user of Basic credentials (RFC 7617), or null. */
export function userOfBasic(users: readonly OnApiUser[], authorization: string | undefined): OnApiUser | null {
  const encoded = /^Basic (.+)$/i.exec(authorization ?? '')?.[1]
  if (encoded === undefined) return null
  const text = Buffer.from(encoded, 'base64').toString('utf8')
  const colon = text.indexOf(':')
  const found = users.find(({ username }) => username === text.slice(0, colon))
  if (!found?.allowed) return null
  const [given, right] = [Buffer.from(text.slice(colon + 1)), Buffer.from(found.password)]
  return given.length === right.length && timingSafeEqual(given, right) ? found : null
}
