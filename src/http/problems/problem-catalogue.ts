// SPDX-License-Identifier: Apache-2.0
import type { Localized, ProblemCode } from '../../kernel/index.ts'

/** What can go wrong between a client and the server before any room is asked. */
export type ExchangeProblemCode =
  | 'malformed-json'
  | 'invalid-address'
  | 'method-not-allowed'
  | 'not-acceptable'
  | 'address-too-long'
  | 'unsupported-media-type'
  | 'misdirected'
  | 'headers-too-large'
  | 'timeout'
  | 'not-ready'

export type KnownProblemCode = ProblemCode | ExchangeProblemCode

/** One kind of problem, as the page at its `type` address explains it (RFC 9457, section 3.1.1). */
export interface ProblemKind {
  status: number
  title: Localized
  /** What is said where nothing more exact is known. */
  detail: Localized
  /** What the reader can do now. */
  remedy: Localized
}

const kind = (status: number, title: Localized, detail: Localized, remedy: Localized): ProblemKind => ({
  status,
  title,
  detail,
  remedy,
})

/** Every problem an answer can carry. The key is the last part of its `type` address and never changes its meaning. */
export const problemCatalogue: Record<KnownProblemCode, ProblemKind> = {
  'invalid-input': kind(
    400,
    { en: 'Some of the input is not valid', 'zh-CN': '输入内容有误' },
    {
      en: 'Each part that is not valid is listed with what is wrong with it and what was expected.',
      'zh-CN': '逐项列出有误之处、原因和应填的内容。',
    },
    {
      en: 'Correct what is listed and send it again. Nothing was stored.',
      'zh-CN': '按提示更正后重新提交。此前的内容没有被保存。',
    },
  ),
  'malformed-json': kind(
    400,
    { en: 'The body is not JSON', 'zh-CN': '请求正文不是有效的 JSON' },
    {
      en: 'The body stops being JSON at the place named in errors.',
      'zh-CN': '正文从 errors 所示的位置起不符合 JSON 语法。',
    },
    {
      en: 'Send one JSON value in UTF-8 (RFC 8259): names and strings in double quotes, no comma after the last member.',
      'zh-CN': '请以 UTF-8 发送一个 JSON 值（RFC 8259）：名称和字符串用双引号，最后一项后不加逗号。',
    },
  ),
  'invalid-address': kind(
    400,
    { en: 'The address cannot be read', 'zh-CN': '网址无法识别' },
    { en: 'The address holds a character sequence that stands for nothing.', 'zh-CN': '网址中有无法解码的字符。' },
    {
      en: 'Check the address; percent signs must be followed by two hexadecimal digits.',
      'zh-CN': '请检查网址；百分号后必须是两位十六进制数字。',
    },
  ),
  forbidden: kind(
    403,
    { en: 'This is not open to you', 'zh-CN': '无权访问' },
    { en: 'The server understood the request and does not carry it out.', 'zh-CN': '服务器理解该请求，但不予执行。' },
    {
      en: 'Check the address. If it should be open, ask the operator of this server.',
      'zh-CN': '请检查网址；如认为应可访问，请联系本站运营者。',
    },
  ),
  'not-found': kind(
    404,
    { en: 'There is nothing at this address', 'zh-CN': '找不到该页面或资源' },
    { en: 'The address is wrong, or what stood here has moved.', 'zh-CN': '网址有误，或内容已移走。' },
    { en: 'Check the address, or begin from the first page.', 'zh-CN': '请检查网址，或从首页重新开始。' },
  ),
  'method-not-allowed': kind(
    405,
    { en: 'This address does not take that method', 'zh-CN': '该地址不支持此请求方法' },
    { en: 'The header Allow lists the methods that it takes.', 'zh-CN': '响应头 Allow 列出了可用的方法。' },
    {
      en: 'Use one of the methods in the header Allow; the API page shows an example of each operation.',
      'zh-CN': '请使用响应头 Allow 中的方法；API 页面有每个操作的示例。',
    },
  ),
  'not-acceptable': kind(
    406,
    { en: 'The answer does not exist in a form you accept', 'zh-CN': '没有您可接受的格式' },
    {
      en: 'The header Accept leaves out every form in which this can be sent.',
      'zh-CN': '请求头 Accept 排除了所有可提供的格式。',
    },
    {
      en: 'Leave out the header Accept, or include application/json.',
      'zh-CN': '请去掉 Accept 请求头，或加入 application/json。',
    },
  ),
  conflict: kind(
    409,
    { en: 'This does not fit the present state', 'zh-CN': '与当前状态冲突' },
    { en: 'Something has changed since you read it.', 'zh-CN': '在您读取之后，内容已发生变化。' },
    {
      en: 'Read the present state and decide again. Nothing was overwritten.',
      'zh-CN': '请重新读取当前状态后再决定。没有内容被覆盖。',
    },
  ),
  'too-large': kind(
    413,
    { en: 'The body is too large', 'zh-CN': '请求正文过大' },
    { en: 'The body is larger than this address takes.', 'zh-CN': '正文超过该地址允许的大小。' },
    {
      en: 'Send less at once. The limit is named on the API page.',
      'zh-CN': '请减少单次发送的内容。上限见 API 页面。',
    },
  ),
  'address-too-long': kind(
    414,
    { en: 'The address is too long', 'zh-CN': '网址过长' },
    { en: 'A part of the address is longer than any name here.', 'zh-CN': '网址中的某一段超过了允许的长度。' },
    { en: 'Shorten the address, or send the data in a body.', 'zh-CN': '请缩短网址，或把数据放入正文。' },
  ),
  'unsupported-media-type': kind(
    415,
    { en: 'The body is in a form that is not read here', 'zh-CN': '不支持该正文格式' },
    {
      en: 'The header Content-Type names a form that this address does not read.',
      'zh-CN': '请求头 Content-Type 所示的格式不受支持。',
    },
    {
      en: 'Send JSON with Content-Type: application/json.',
      'zh-CN': '请发送 JSON，并使用 Content-Type: application/json。',
    },
  ),
  misdirected: kind(
    421,
    { en: 'This server does not answer under that name', 'zh-CN': '本服务器不以该域名提供服务' },
    {
      en: 'The header Host names another server than the public address of this one.',
      'zh-CN': '请求头 Host 与本服务器的公开地址不符。',
    },
    {
      en: 'Use the public address. Operators set it with PASSERELLE_BASE_URL.',
      'zh-CN': '请使用公开地址。运营者可用 PASSERELLE_BASE_URL 设置。',
    },
  ),
  law: kind(
    422,
    { en: 'The law file is not valid', 'zh-CN': '法规文件有误' },
    {
      en: 'Each entry in errors names the file, the line and what was expected.',
      'zh-CN': 'errors 中逐项列出文件、行号和应填的内容。',
    },
    { en: 'Correct the file and run passerelle law check.', 'zh-CN': '请更正文件并运行 passerelle law check。' },
  ),
  import: kind(
    422,
    { en: 'The data could not be taken in', 'zh-CN': '数据无法导入' },
    {
      en: 'Each entry in errors names the file, the line and what was expected.',
      'zh-CN': 'errors 中逐项列出文件、行号和应填的内容。',
    },
    {
      en: 'Correct the file and import it again. Repeating an import makes no duplicates.',
      'zh-CN': '请更正文件后重新导入。重复导入不会产生重复数据。',
    },
  ),
  'rate-limited': kind(
    429,
    { en: 'Too many requests', 'zh-CN': '请求过于频繁' },
    {
      en: 'More requests came from you within a minute than this server answers.',
      'zh-CN': '一分钟内来自您的请求超过了本服务器的上限。',
    },
    {
      en: 'Wait for the number of seconds in the header Retry-After. For bulk work run your own server; it is free.',
      'zh-CN': '请等待响应头 Retry-After 所示的秒数。批量使用请自行部署，完全免费。',
    },
  ),
  'headers-too-large': kind(
    431,
    { en: 'The request headers are too large', 'zh-CN': '请求头过大' },
    { en: 'The headers are larger than this server reads.', 'zh-CN': '请求头超过本服务器可读取的大小。' },
    {
      en: 'Send fewer or shorter headers; delete old cookies of this site.',
      'zh-CN': '请减少请求头；可清除本站的旧 Cookie。',
    },
  ),
  internal: kind(
    500,
    { en: 'Something failed here', 'zh-CN': '服务器内部出错' },
    { en: 'The fault is ours. What you sent was not stored.', 'zh-CN': '这是我们的问题。您提交的内容没有被保存。' },
    {
      en: 'Try again in a minute. If it stays, give the operator the request id shown in the answer.',
      'zh-CN': '请一分钟后再试。如仍然出错，请将响应中的请求编号告知运营者。',
    },
  ),
  settings: kind(
    500,
    { en: 'The server is not set up completely', 'zh-CN': '服务器配置不完整' },
    { en: 'A setting is missing or wrong.', 'zh-CN': '某项设置缺失或有误。' },
    { en: 'Operators: run passerelle doctor.', 'zh-CN': '运营者请运行 passerelle doctor。' },
  ),
  unavailable: kind(
    503,
    { en: 'Not available for a moment', 'zh-CN': '服务暂不可用' },
    { en: 'A part that this answer needs does not respond.', 'zh-CN': '所需的某个部分没有响应。' },
    { en: 'Try again in a minute. Nothing was lost.', 'zh-CN': '请一分钟后再试。没有内容丢失。' },
  ),
  database: kind(
    503,
    { en: 'The database does not answer', 'zh-CN': '数据库没有响应' },
    { en: 'The server cannot reach its database at the moment.', 'zh-CN': '服务器目前无法连接数据库。' },
    {
      en: 'Try again in a minute. Operators: run passerelle doctor.',
      'zh-CN': '请一分钟后再试。运营者请运行 passerelle doctor。',
    },
  ),
  timeout: kind(
    503,
    { en: 'The answer took too long', 'zh-CN': '响应超时' },
    {
      en: 'The request was given up before an answer was ready, or arrived too slowly.',
      'zh-CN': '在得出结果前请求已超时，或请求到达过慢。',
    },
    { en: 'Try again, or ask for less at once.', 'zh-CN': '请重试，或减少单次请求的内容。' },
  ),
  'not-ready': kind(
    503,
    { en: 'The server is not ready', 'zh-CN': '服务器尚未就绪' },
    { en: 'Each entry in reasons says what is missing.', 'zh-CN': 'reasons 中逐项列出尚缺的部分。' },
    {
      en: 'Wait until it has started, or run passerelle doctor.',
      'zh-CN': '请等待启动完成，或运行 passerelle doctor。',
    },
  ),
}

export function isKnownProblemCode(code: string): code is KnownProblemCode {
  return Object.hasOwn(problemCatalogue, code)
}
