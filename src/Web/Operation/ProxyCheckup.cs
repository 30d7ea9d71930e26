using System.Net;
using System.Text.Json;
using Xtablo.Application.Operation;

namespace Xtablo.Web.Operation;

/// <summary>
/// Goes to the public address as people do, and looks at what becomes of a request and of a stream on the way to the server.
/// </summary>
internal sealed class ProxyCheckup(Settings settings, CheckupStream stream, TimeProvider time) : ICheckup
{
    private const string Data = "data: ";
    private static readonly TimeSpan AtOnce = CheckupStream.Pace * (CheckupStream.Frames - 1) / 2;

    public string Subject => "proxy";

    public async Task<IReadOnlyList<Finding>> LookAsync(CancellationToken ct)
    {
        if (settings.PublicUrl is not { } address)
        {
            return [Finding.Well("proxy: Xtablo__PublicUrl is not set, so there is none to look at")];
        }

        try
        {
            // As browsers, it takes what is compressed: a proxy that compresses streams holds them back.
            using var line = new SocketsHttpHandler
            {
                AllowAutoRedirect = false,
                UseProxy = false,
                AutomaticDecompression = DecompressionMethods.All,
            };
            using var http = new HttpClient(line) { BaseAddress = address };
            return await LookAsync(http, address, ct);
        }
        catch (HttpRequestException failure)
        {
            return [new($"proxy: {address} cannot be reached from here: {failure.GetBaseException().Message.TrimEnd('.')}",
                "Look whether the proxy runs, whether the name leads to it, and whether its certificate is valid.")];
        }
    }

    private async Task<IReadOnlyList<Finding>> LookAsync(HttpClient http, Uri address, CancellationToken ct)
    {
        var (status, arrival, took) = await AskAsync(http, ct);
        if (arrival is null)
        {
            return [new($"proxy: {address} answers {(int)status}", RemedyFor(status, address))];
        }

        if (took < AtOnce) // once more: this machine may have been busy
        {
            took = (await AskAsync(http, ct)).Took;
        }

        return [HowItArrived(arrival, address), HowItStreams(took)];
    }

    /// <summary>Returns how long the frames took to come, or no arrival when this is not our server's answer.</summary>
    private async Task<(HttpStatusCode Status, Arrival? Arrival, TimeSpan Took)> AskAsync(HttpClient http, CancellationToken ct)
    {
        using var answer = await http.GetAsync(stream.NewPath(), HttpCompletionOption.ResponseHeadersRead, ct);
        if (answer.StatusCode != HttpStatusCode.OK)
        {
            return (answer.StatusCode, null, TimeSpan.Zero);
        }

        using var lines = new StreamReader(await answer.Content.ReadAsStreamAsync(ct));
        var (frame, first, last) = ("", 0L, 0L);
        while (await lines.ReadLineAsync(ct) is { } line)
        {
            if (line.StartsWith(Data, StringComparison.Ordinal))
            {
                last = time.GetTimestamp();
                (frame, first) = frame.Length == 0 ? (line[Data.Length..], last) : (frame, first);
            }
        }

        return (answer.StatusCode, ArrivalIn(frame), time.GetElapsedTime(first, last));
    }

    private static Arrival? ArrivalIn(string frame)
    {
        try
        {
            return JsonSerializer.Deserialize<Arrival>(frame);
        }
        catch (JsonException)
        {
            return null; // a page of somebody else
        }
    }

    private Finding HowItArrived(Arrival arrival, Uri address)
    {
        var isHttps = address.Scheme == Uri.UriSchemeHttps;
        return arrival switch
        {
            { For: Forwarded.Ignored } => new(
                $"proxy: X-Forwarded-For comes from {arrival.From}, which is not believed",
                $"If that is your proxy, set Xtablo__KnownProxies={arrival.From}: else everyone has one address for the limits."),
            { For: Forwarded.Missing } when settings.KnownProxies.Count > 0 => new(
                $"proxy: {arrival.From} sends no X-Forwarded-For",
                "Have the proxy set it to the client's address: else everyone has one address for the limits."),
            { For: Forwarded.Believed, Proto: not Forwarded.Believed } when isHttps => new(
                "proxy: it sends no X-Forwarded-Proto",
                "Have the proxy set it to the scheme that people use (nginx: proxy_set_header X-Forwarded-Proto $scheme)."),
            { For: Forwarded.Missing } => Finding.Well($"proxy: {address} leads here, and nothing is forwarded"),
            _ => Finding.Well($"proxy: {address} leads here, with the host and what is forwarded"),
        };
    }

    private static Finding HowItStreams(TimeSpan took) => took >= AtOnce
        ? Finding.Well("streams: frames come through the proxy as they are sent")
        : new(
            "streams: the proxy holds frames back until many are there",
            "Turn buffering off for them (nginx: proxy_buffering off, or do not ignore X-Accel-Buffering; no gzip of streams).");

    private static string RemedyFor(HttpStatusCode status, Uri address) => status switch
    {
        HttpStatusCode.BadRequest =>
            $"Have the proxy pass on the host that people asked for, {address.Host} (nginx: proxy_set_header Host $host).",
        HttpStatusCode.NotFound =>
            "Another program answers there, or an Xtablo with other keys, or whose clock is a minute off; "
            + "or the proxy does not pass on what begins with /doctor/.",
        HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout =>
            "Start the server, and look whether the proxy passes requests to the address that it listens on.",
        _ => "Have the proxy pass on all requests as they are, without signing people in or redirecting them.",
    };
}
