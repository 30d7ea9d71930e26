using System.Net.Http.Headers;

namespace Xtablo.Tests.Support;

/// <summary>A frame as it came over the wire; a comment or <c>retry</c> is one too.</summary>
public sealed record SseFrame(string? Event, string? Id, string? Data, string Raw)
{
    public Row Row => Support.Row.Single(Data!);
}

/// <summary>Reads a stream frame by frame, and each byte of it.</summary>
public sealed class SseStream(HttpResponseMessage answer) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly StreamReader _reader = new(answer.Content.ReadAsStream(TestContext.Current.CancellationToken));

    public System.Net.HttpStatusCode Status => answer.StatusCode;

    public HttpResponseHeaders Headers => answer.Headers;

    public HttpContentHeaders ContentHeaders => answer.Content.Headers;

    /// <summary>Null when the server has ended the stream.</summary>
    public async Task<SseFrame?> NextAsync()
    {
        using var patience = Limit();
        return await ReadAsync(patience.Token);
    }

    /// <summary>The next frame of this event; others before it are passed over.</summary>
    public async Task<SseFrame> NextAsync(string name)
    {
        using var patience = Limit(); // for all of them: beats never end
        while (await ReadAsync(patience.Token) is { } frame)
        {
            if (frame.Event == name)
            {
                return frame;
            }
        }

        throw new InvalidOperationException($"The stream ended without a frame '{name}'.");
    }

    /// <summary>All rows until the stream is ready.</summary>
    public async Task<IReadOnlyList<SseFrame>> UntilReadyAsync()
    {
        using var patience = Limit();
        var messages = new List<SseFrame>();
        while (await ReadAsync(patience.Token) is { } frame)
        {
            switch (frame.Event)
            {
                case "ready":
                    return messages;
                case "message":
                    messages.Add(frame);
                    break;
            }
        }

        throw new InvalidOperationException("The stream ended before it was ready.");
    }

    public void Dispose()
    {
        _reader.Dispose();
        answer.Dispose();
    }

    private static CancellationTokenSource Limit()
    {
        var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(Patience);
        return patience;
    }

    private async Task<SseFrame?> ReadAsync(CancellationToken ct)
    {
        var raw = new List<string>();
        while (await _reader.ReadLineAsync(ct) is { } line)
        {
            if (line.Length == 0)
            {
                return FrameOf(raw);
            }

            raw.Add(line);
        }

        Assert.Empty(raw); // a frame that was cut in two
        return null;
    }

    private static SseFrame FrameOf(List<string> lines)
    {
        string? Field(string name) => lines.LastOrDefault(line => line.StartsWith(name + ": ", StringComparison.Ordinal))?[(name.Length + 2)..];
        var data = lines.Where(line => line.StartsWith("data: ", StringComparison.Ordinal)).Select(line => line["data: ".Length..]).ToList();
        return new SseFrame(Field("event"), Field("id"), data.Count == 0 ? null : string.Join('\n', data), string.Join('\n', lines));
    }
}
