using System.Globalization;
using Xtablo.Faults.Tests.Harness;

namespace Xtablo.Faults.Tests.Proxies;

/// <summary>What <c>doctor</c> says of an nginx that does as it should, and of ones that do not.</summary>
public sealed class DoctorBehindNginxTests : IAsyncLifetime
{
    private const string AsItShould =
        "proxy_http_version 1.1; proxy_set_header Host $host; proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for; proxy_set_header X-Forwarded-Proto $scheme;";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("xtablo-faults-doctor-");
    private readonly int _port = Ports.Free();
    private XtabloProcess? _program;

    public async ValueTask InitializeAsync()
    {
        _program = new XtabloProcess(Path.Combine(_folder.FullName, "data"), connection: null, new Dictionary<string, string>
        {
            ["Xtablo__PublicUrl"] = string.Create(CultureInfo.InvariantCulture, $"http://localhost:{_port}"),
            ["Xtablo__KnownProxies"] = "127.0.0.1",
        });
        await _program.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _program!.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [Theory]
    [InlineData(AsItShould, 0, "ok  proxy: ", "ok  streams: ")]
    [InlineData(AsItShould + " proxy_ignore_headers X-Accel-Buffering; gzip on; gzip_types text/event-stream; gzip_min_length 0;", 1, "ok  proxy: ", "!!  streams: the proxy holds frames back")]
    [InlineData("proxy_http_version 1.1;", 1, "!!  proxy: http://localhost:PORT/ answers 400. Have the proxy pass on the host")]
    [InlineData("proxy_set_header Host $host;", 1, "!!  proxy: 127.0.0.1 sends no X-Forwarded-For. ", "ok  streams: ")]
    public async Task It_says_how_requests_and_streams_come_through(string directives, int exitCode, params string[] lines)
    {
        await File.WriteAllTextAsync(
            Path.Combine(_folder.FullName, "nginx.conf"),
            Nginx.ConfigWith(string.Create(CultureInfo.InvariantCulture, $$"""server { listen 127.0.0.1:{{_port}}; location / { proxy_pass http://127.0.0.1:{{_program!.Port}}; {{directives}} } }""")),
            TestContext.Current.CancellationToken);
        using var nginx = Nginx.Run(_folder.FullName, "nginx.conf");
        try
        {
            await Patience.UntilAsync(() => Ports.AnswersAsync(_port), TimeSpan.FromSeconds(30), "nginx answers");

            var said = await _program.AskDoctorAsync();

            var about = said.Lines.Where(line => line.Contains("  proxy: ", StringComparison.Ordinal) || line.Contains("  streams: ", StringComparison.Ordinal)).ToList();
            Assert.Equal(lines.Length, about.Count);
            Assert.All(lines.Zip(about), pair => Assert.StartsWith(pair.First.Replace("PORT", $"{_port}", StringComparison.Ordinal), pair.Second, StringComparison.Ordinal));
            Assert.Equal(exitCode, said.ExitCode);
        }
        finally
        {
            await Command.SignalAsync("TERM", nginx.Id);
            await nginx.WaitForExitAsync(CancellationToken.None);
        }
    }
}
