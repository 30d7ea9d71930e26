using System.Diagnostics;
using System.Text;
using Xtablo.Bench.Load;

namespace Xtablo.Bench.Servers;

/// <summary>
/// ejabberd as Debian has it: a discussion is a room (XEP-0045) whose archive (XEP-0313) is kept in PostgreSQL, a stream is someone
/// in the room, by WebSocket (RFC 7395), and a post is answered when the room has sent it back.
/// </summary>
internal sealed class EjabberdPeer(string programs, PostgresCluster postgres) : Server("ejabberd", "fsync of the WAL (synchronous_commit=on)")
{
    private const string Host = "127.0.0.1"; // the name that a request bears must be one of its own
    private const string Scheme = "/usr/share/ejabberd/sql/pg.sql";

    private readonly string _folder = Directory.CreateTempSubdirectory("xtablo-bench-ejabberd-").FullName;
    private int _people;

    public override double DatabaseCpu => postgres.Cpu;

    public override byte[]? AfterOpening => [.. SigningIn(), .. Entering(0)];

    /// <summary>Where its programs are; null when it is not installed.</summary>
    public static string? Installed() => File.Exists(Scheme) && Directory.Exists("/usr/lib/erlang/lib")
        && Directory.EnumerateDirectories("/usr/lib/erlang/lib", "p1_pgsql-*").Any()
            ? Directory.EnumerateDirectories("/usr/lib", "ejabberd-*", new EnumerationOptions { RecurseSubdirectories = true, MaxRecursionDepth = 1 }).FirstOrDefault()
            : null;

    public override Frames NewFrames() => new WebSocketFrames();

    /// <summary>Rooms stay once someone was there; of many who enter one that is not there yet, some are left outside.</summary>
    public override async Task PrepareAsync(int discussions)
    {
        using var poster = await OpenPosterAsync();
        for (var discussion = 0; discussion < discussions; discussion++)
        {
            await poster.PostAsync(discussion, Marks.Next());
        }
    }

    public override byte[] StreamRequest(int discussion) => Get("/ws", $"{WebSocketFrames.Handshake}Sec-WebSocket-Protocol: xmpp\r\n");

    public override byte[] PostRequest(int discussion, string body) => TextFrame(
        $"<message xmlns='jabber:client' type='groupchat' id='{Guid.CreateVersion7()}' to='{Room(discussion)}'><body>{body}</body></message>");

    public override async Task<Poster> OpenPosterAsync()
    {
        var poster = new InRooms(this, await Connection.OpenAsync(Port));
        await poster.SignInAsync();
        return poster;
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    protected override async Task<Process> LaunchAsync()
    {
        var database = await postgres.CreateDatabaseForAddressAsync();
        await postgres.FillAsync(database, Scheme);
        var served = Directory.CreateDirectory(Path.Combine(_folder, "served")).FullName;
        await File.WriteAllTextAsync(Path.Combine(served, "ready"), "ready");
        var settings = Path.Combine(_folder, "ejabberd.yml");
        await File.WriteAllTextAsync(settings, $$"""
            hosts: ["{{Host}}"]
            loglevel: error
            auth_method: [anonymous]
            anonymous_protocol: sasl_anon
            allow_multiple_connections: true
            default_db: sql
            sql_type: pgsql
            sql_server: "{{database.Host}}"
            sql_port: {{database.Port}}
            sql_database: "{{database.AbsolutePath.Trim('/')}}"
            sql_username: "{{database.UserInfo}}"
            websocket_ping_interval: 1 hour
            listen:
              -
                port: {{Port}}
                ip: "127.0.0.1"
                module: ejabberd_http
                request_handlers:
                  /ws: ejabberd_http_ws
                  /health: mod_http_fileserver
            modules:
              mod_http_fileserver: {docroot: "{{served}}"}
              mod_mam: {}
              mod_muc:
                history_size: 0
                max_users: 20000
                default_room_options: {mam: true, persistent: true, max_users: 20000, presence_broadcast: []}
            """);
        return Processes.Start(
            "erl",
            [
                "-noshell", "-noinput", "-pa", Path.Combine(programs, "ebin"), "-mnesia", "dir", $"\"{_folder}/mnesia\"",
                "-ejabberd", "config", $"\"{settings}\"", "log_path", $"\"{_folder}/log\"", "-s", "ejabberd",
            ],
            new Dictionary<string, string> { ["HOME"] = _folder });
    }

    /// <summary>Signs someone new in.</summary>
    private static byte[] SigningIn()
    {
        var open = TextFrame($"<open xmlns='urn:ietf:params:xml:ns:xmpp-framing' to='{Host}' version='1.0'/>");
        return
        [
            .. open,
            .. TextFrame("<auth xmlns='urn:ietf:params:xml:ns:xmpp-sasl' mechanism='ANONYMOUS'/>"),
            .. open,
            .. TextFrame("<iq xmlns='jabber:client' type='set' id='bind'><bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'/></iq>"),
        ];
    }

    private byte[] Entering(int discussion) => TextFrame(
        $"<presence xmlns='jabber:client' to='{Room(discussion)}/p{Interlocked.Increment(ref _people)}'><x xmlns='http://jabber.org/protocol/muc'/></presence>");

    private static string Room(int discussion) => $"d{discussion}@conference.{Host}";

    private static byte[] TextFrame(string text) => WebSocketFrames.Masked(Encoding.UTF8.GetBytes(text));

    /// <summary>Someone who enters each room at the first post to it.</summary>
    private sealed class InRooms(EjabberdPeer server, Connection connection) : Poster
    {
        private readonly WebSocketFrames _frames = new();
        private readonly byte[] _piece = new byte[16 * 1024];
        private readonly HashSet<int> _entered = [];

        public async Task SignInAsync()
        {
            _frames.Take(await connection.OpenStreamAsync(server.StreamRequest(0)), _ => { });
            await connection.SendAsync(SigningIn());
            await ReadUntilAsync("id='bind'");
        }

        public override async Task PostAsync(int discussion, long mark)
        {
            if (_entered.Add(discussion))
            {
                await connection.SendAsync(server.Entering(discussion));
                await ReadUntilAsync("code='110'");
            }

            await connection.SendAsync(server.PostRequest(discussion, Marks.Line(mark)));
            await ReadUntilAsync($"mark{mark}.");
        }

        public override void Dispose() => connection.Dispose();

        private async Task ReadUntilAsync(string text)
        {
            var bytes = Encoding.ASCII.GetBytes(text);
            for (var isThere = false; !isThere;)
            {
                var length = await connection.ReceiveAsync(_piece, default);
                if (length == 0)
                {
                    throw new InvalidOperationException("ejabberd closed the connection.");
                }

                _frames.Take(_piece.AsSpan(0, length), frame => isThere |= frame.IndexOf(bytes) >= 0);
            }
        }
    }
}
