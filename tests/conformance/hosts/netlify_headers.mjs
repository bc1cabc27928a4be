// How Netlify reads a _headers file, and which headers it finds for requests.
// usage: node netlify_headers.mjs FILE < requests as a JSON list; prints {errors, blocks, answers}
import { readFileSync } from 'node:fs'
import { parseAllHeaders } from '@netlify/headers-parser'

const requests = JSON.parse(readFileSync(0, 'utf8'))
const { headers, errors } = await parseAllHeaders({ headersFiles: [process.argv[2]], configHeaders: [], minimal: false })
// What @netlify/headers, which serves them, makes of several blocks: the last one counts.
const answers = requests.map((request) => {
  const { pathname } = new URL(request, 'https://www.example.com')
  return Object.assign({}, ...headers.filter(({ forRegExp }) => forRegExp.test(pathname)).map(({ values }) => values))
})
console.log(JSON.stringify({ errors: errors.map((error) => error.message), blocks: headers.length, answers }))
