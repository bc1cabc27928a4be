// How Netlify reads a _redirects file, and what its redirector makes of requests.
// usage: node netlify.mjs FILE < requests as a JSON list; prints {errors, rules, answers}
import { readFileSync } from 'node:fs'
import { parseAllRedirects } from '@netlify/redirect-parser'
import redirector from 'netlify-redirector'

const file = process.argv[2]
const requests = JSON.parse(readFileSync(0, 'utf8'))
const { redirects, errors } = await parseAllRedirects({ redirectsFiles: [file], configRedirects: [], minimal: false })
const matcher = await redirector.parsePlain(readFileSync(file, 'utf8'), {})
const answers = requests.map((request) => {
  const [path, query = ''] = request.split('?')
  const none = () => ''
  const found = matcher.match({ scheme: 'https', host: 'www.example.com', path, query, headers: {}, cookieValues: {}, getHeader: none, getCookie: none })
  return found && { to: found.to, status: found.status, force: found.force }
})
console.log(JSON.stringify({ errors: errors.map((error) => error.message), rules: redirects.length, answers }))
