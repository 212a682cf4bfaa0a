import { shellWord } from '@/lib/domain/shell/shell-word'
import { type Snippet, type SnippetFacts, shellLines, snippet } from './snippet'
import { stringLiteral } from './string-literal'
import { urlPart } from './url-part'

/** Clients of MySQL and MariaDB; whether they speak TLS is settled inside the protocol, which nobody looked at. */
export function mysqlSnippets({ host, port }: SnippetFacts): Snippet[] {
  const java = `jdbc:mysql://${urlPart(host)}:${port}/DATABASE`
  return [
    snippet(
      'mysql',
      shellLines([`mysql --host ${shellWord(host)}`, `--port ${port}`, '--user USER --password DATABASE']),
    ),
    snippet('Python', [
      'import os',
      '',
      'import pymysql',
      '',
      'connection = pymysql.connect(',
      `    host=${stringLiteral('python', host)},`,
      `    port=${port},`,
      '    database="DATABASE",',
      '    user="USER",',
      '    password=os.environ["MYSQL_PASSWORD"],',
      ')',
    ]),
    snippet('Node', [
      'import mysql from "mysql2/promise";',
      '',
      'const connection = await mysql.createConnection({',
      `  host: ${stringLiteral('javascript', host)},`,
      `  port: ${port},`,
      '  database: "DATABASE",',
      '  user: "USER",',
      '  password: process.env.MYSQL_PASSWORD,',
      '});',
    ]),
    snippet('Java', [
      'Connection connection = DriverManager.getConnection(',
      `    ${stringLiteral('java', java)}, "USER", System.getenv("MYSQL_PASSWORD"));`,
    ]),
    snippet('Go', [
      'config := mysql.NewConfig()',
      'config.Net = "tcp"',
      `config.Addr = net.JoinHostPort(${stringLiteral('go', host)}, "${port}")`,
      'config.DBName = "DATABASE"',
      'config.User = "USER"',
      'config.Passwd = os.Getenv("MYSQL_PASSWORD")',
      'db, err := sql.Open("mysql", config.FormatDSN())',
    ]),
    snippet('.NET', [
      'var builder = new MySqlConnectionStringBuilder',
      '{',
      `    Server = ${stringLiteral('csharp', host)},`,
      `    Port = ${port},`,
      '    Database = "DATABASE",',
      '    UserID = "USER",',
      '    Password = Environment.GetEnvironmentVariable("MYSQL_PASSWORD"),',
      '};',
      'await using var connection = new MySqlConnection(builder.ConnectionString);',
      'await connection.OpenAsync();',
    ]),
  ]
}
