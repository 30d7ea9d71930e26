using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Xtablo.Web.Tests.Operation;

namespace Xtablo.Web.Tests.Common;

/// <summary><c>doctor</c>, a process of its own beside the server's.</summary>
public abstract class DoctorTests(XtabloApp app) : VerbTests(app)
{
    [Fact]
    public async Task Where_all_is_well_each_line_says_so_and_it_ends_with_0()
    {
        await using var server = ProgramProcess.Start(Settings);
        await server.AddressAsync();
        Assert.Equal((0, "", ""), await ProgramProcess.RunAsync(Settings, "backup", Path.Combine(Data, "backup")));

        var (exitCode, output, said) = await ProgramProcess.RunAsync(Settings, "doctor");

        Assert.Equal(("", 0), (said, exitCode));
        var lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.All(lines, line => Assert.StartsWith("ok  ", line, StringComparison.Ordinal));
        string[] subjects = ["backup: the last was made 0 hours ago", "database: ", "disk: ", "files: ", "mail: no server", "proxy: Xtablo__PublicUrl is not set"];
        Assert.All(subjects, subject => Assert.Contains($"\nok  {subject}", $"\n{output}", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Where_something_is_not_it_is_said_with_what_to_do_and_it_ends_with_1()
    {
        using var mail = new SmtpServer { AnswerToSignIn = "535 who are you" };
        var settings = new Dictionary<string, string>(Settings)
        {
            ["Xtablo__Smtp__Host"] = "127.0.0.1",
            ["Xtablo__Smtp__Port"] = mail.Port.ToString(CultureInfo.InvariantCulture),
            ["Xtablo__Smtp__From"] = "chat@example.org",
            ["Xtablo__Smtp__User"] = "chat",
            ["Xtablo__Smtp__Password"] = "a secret",
        };
        await StartServer().DisposeAsync(); // so that there are tables

        var (exitCode, output, said) = await ProgramProcess.RunAsync(settings, "doctor");

        var line = Assert.Single(output.Split('\n'), each => each.StartsWith("!!", StringComparison.Ordinal));
        Assert.Matches("^!!  mail: 127.0.0.1:[0-9]+: who are you. Set Xtablo__Smtp__User and Xtablo__Smtp__Password", line);
        Assert.Equal(1, exitCode);
        Assert.Matches("^1 of [0-9]+ things are not well: see the lines with !!.\n$", said);
        Assert.DoesNotContain("a secret", output + said, StringComparison.Ordinal);
    }

    /// <summary>The server believes who comes from this machine, as the proxies do.</summary>
    [Fact]
    public async Task The_way_through_a_proxy_is_gone_and_what_becomes_of_it_is_said()
    {
        var port = FreePort();
        using var good = new SmallProxy { Target = port };
        using var buffering = new SmallProxy { Target = port, Buffers = true };
        using var renaming = new SmallProxy { Target = port, Host = "127.0.0.2" };
        using var silent = new SmallProxy { Target = port, Forwards = false };
        await using var server = ProgramProcess.Start(Behind(good, port));
        await server.AddressAsync();

        const string Arrives = "ok  proxy: ADDRESS leads here, with the host and what is forwarded";
        const string Streams = "ok  streams: frames come through the proxy as they are sent";
        Assert.Equal([Arrives, Streams], await LinesAsync(good, port));
        Assert.Equal([Arrives, "!!  streams: the proxy holds frames back until many are there"], await LinesAsync(buffering, port));
        Assert.Equal(["!!  proxy: ADDRESS answers 400"], await LinesAsync(renaming, port));
        Assert.Equal(["!!  proxy: 127.0.0.1 sends no X-Forwarded-For", Streams], await LinesAsync(silent, port));
        good.Dispose();
        Assert.StartsWith("!!  proxy: ADDRESS cannot be reached from here: ", Assert.Single(await LinesAsync(good, port)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_proxy_that_the_settings_do_not_name_is_named()
    {
        var port = FreePort();
        using var proxy = new SmallProxy { Target = port };
        await using var server = ProgramProcess.Start(Behind(proxy, port, known: ""));
        await server.AddressAsync();

        Assert.Equal("!!  proxy: X-Forwarded-For comes from 127.0.0.1, which is not believed", (await LinesAsync(proxy, port, known: ""))[0]);
    }

    private async Task<string[]> LinesAsync(SmallProxy proxy, int port, string known = "127.0.0.1")
    {
        var (_, output, _) = await ProgramProcess.RunAsync(Behind(proxy, port, known), "doctor");
        return
        [
            .. output.Split('\n')
                .Where(line => line.Contains("  proxy: ", StringComparison.Ordinal) || line.Contains("  streams: ", StringComparison.Ordinal))
                .Select(line => line.Split(". ")[0].Replace($"http://127.0.0.1:{proxy.Port}/", "ADDRESS", StringComparison.Ordinal)),
        ];
    }

    private Dictionary<string, string> Behind(SmallProxy proxy, int port, string known = "127.0.0.1") => new(Settings)
    {
        ["ASPNETCORE_URLS"] = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}"),
        ["Xtablo__PublicUrl"] = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{proxy.Port}"),
        ["Xtablo__KnownProxies"] = known,
    };

    /// <summary>Of this machine: with a public address the server does not say on which it listens.</summary>
    private static int FreePort()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }

    public sealed class OnSqlite() : DoctorTests(new SqliteApp());

    public sealed class OnPostgres() : DoctorTests(new PostgresApp());
}
