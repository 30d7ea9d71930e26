using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Xtablo.Faults.Tests.Checking;
using Xtablo.Faults.Tests.Crowd;
using Xtablo.Faults.Tests.Harness;

namespace Xtablo.Faults.Tests.Proxies;

/// <summary>The proxies of docs/operating.md as they stand there, but for ports and the paths of the certificate.</summary>
public sealed class DocumentedProxyTests : IAsyncLifetime
{
    private static readonly Uri Chat = new("https://chat.example.org");

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("xtablo-faults-proxy-");
    private readonly int _port = Ports.Free();
    private XtabloProcess? _program;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _program = new XtabloProcess(Path.Combine(_folder.FullName, "data"), connection: null, new Dictionary<string, string>
        {
            ["Xtablo__PublicUrl"] = Chat.OriginalString,
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
    [InlineData("nginx")]
    [InlineData("caddy")]
    [InlineData("haproxy")]
    public async Task Behind_it_people_sign_up_post_and_are_told_at_once(string name)
    {
        using var certificate = WriteCertificate();
        var config = Path.Combine(_folder.FullName, name);
        await File.WriteAllTextAsync(config, Adapted(name, OperatingPage.Block(name)), Ct);
        using var proxy = Start(name, config);
        try
        {
            await Patience.UntilAsync(() => Ports.AnswersAsync(_port), TimeSpan.FromSeconds(30), $"{name} answers");
            using var ada = Person.Through(_port, Chat, certificate);
            ada.Http.DefaultRequestHeaders.Add("Origin", Chat.OriginalString); // as browsers on plain http behind it have no better header
            await ada.SignUpAsync();
            var discussion = await ada.CreateTabloAsync();
            using var stream = await ada.FollowAsync($"{discussion}/stream", lastEventId: null, Ct);
            using var frames = new FrameReader(await stream.Content.ReadAsStreamAsync(Ct), () => TimeSpan.Zero);
            Assert.StartsWith("__Host-xtablo-session-", ada.Cookies.Split("; ").Single(cookie => cookie.Contains("session", StringComparison.Ordinal)), StringComparison.Ordinal);

            var (status, _) = await ada.PostAsync(discussion, new() { ["body"] = "Through the proxy" }, Ct);

            Assert.Equal(200, status);
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(Ct);
            patience.CancelAfter(TimeSpan.FromSeconds(20));
            Frame? told;
            do
            {
                told = await frames.NextAsync(patience.Token);
                Assert.NotNull(told); // else the stream ended without it
            }
            while (!told.Data.Contains("Through the proxy", StringComparison.Ordinal));
        }
        finally
        {
            await Command.SignalAsync("TERM", proxy.Id);
            await proxy.WaitForExitAsync(CancellationToken.None);
        }
    }

    private string Adapted(string name, string documented)
    {
        var here = string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{_port}");
        var config = documented
            .Replace("127.0.0.1:5080", string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{_program!.Port}"), StringComparison.Ordinal)
            .Replace("/etc/ssl/", _folder.FullName + "/", StringComparison.Ordinal)
            .Replace("listen 443", $"listen {here}", StringComparison.Ordinal)
            .Replace("bind :443", $"bind {here}", StringComparison.Ordinal);
        return name switch
        {
            "nginx" => Nginx.ConfigWith(config),
            "caddy" => $"{{\n  admin off\n  auto_https disable_redirects\n}}\n" + config.Replace(
                "chat.example.org {",
                string.Create(CultureInfo.InvariantCulture, $"https://chat.example.org:{_port} {{\n  bind 127.0.0.1\n  tls {_folder.FullName}/chat.example.org.pem {_folder.FullName}/chat.example.org.key"),
                StringComparison.Ordinal),
            "haproxy" => config,
            _ => throw new ArgumentOutOfRangeException(nameof(name)),
        };
    }

    private Process Start(string name, string config) => name switch
    {
        "nginx" => Nginx.Run(_folder.FullName, config),
        "caddy" => Command.Start("env", $"HOME={_folder.FullName}", "caddy", "run", "--adapter", "caddyfile", "--config", config),
        "haproxy" => Command.Start(Command.Found("haproxy"), "-q", "-db", "-f", config),
        _ => throw new ArgumentOutOfRangeException(nameof(name)),
    };

    private X509Certificate2 WriteCertificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=chat.example.org", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("chat.example.org");
        request.CertificateExtensions.Add(names.Build());
        var now = TimeProvider.System.GetUtcNow();
        var certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        var path = Path.Combine(_folder.FullName, "chat.example.org");
        File.WriteAllText($"{path}.key", key.ExportPkcs8PrivateKeyPem());
        File.WriteAllText($"{path}.pem", $"{certificate.ExportCertificatePem()}\n{key.ExportPkcs8PrivateKeyPem()}\n");
        return certificate;
    }
}
