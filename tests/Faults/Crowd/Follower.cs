using System.Net.Sockets;
using Xtablo.Faults.Tests.Checking;

namespace Xtablo.Faults.Tests.Crowd;

/// <summary>In which way a follower asks for what comes after its cursor.</summary>
public enum Asking
{
    /// <summary>In the address, new each time.</summary>
    ByAddress,

    /// <summary>As a browser's EventSource: the first address each time, and Last-Event-ID.</summary>
    ByHeader,

    /// <summary>On <c>/stream</c>, which could be of more discussions.</summary>
    Together,
}

/// <summary>Keeps a stream open: when it ends, for whatever reason, it asks again with the last cursor it got.</summary>
/// <param name="startsAfter">Where its first connection begins; null for the head.</param>
public sealed class Follower(string name, Person person, string discussion, Recorder recorder, Random random, Asking asking, string? startsAfter)
{
    private const int MostFailures = 4;
    private static readonly TimeSpan FirstRest = TimeSpan.FromMilliseconds(300);
    private CancellationTokenSource _connection = new();
    private int _failures; // in a row; each doubles the rest

    public string Name => name;

    public Person Person => person;

    /// <summary>Where it is; null before it knows.</summary>
    public Cursor? At { get; private set; }

    /// <summary>True while it has an open stream that said it was ready.</summary>
    public bool IsReady { get; private set; }

    /// <summary>How often it was answered that there is no stream.</summary>
    public int Refusals { get; private set; }

    /// <summary>The status of the last such answer; null when there was none.</summary>
    public int? RefusedWith { get; private set; }

    /// <summary>Drops the connection; it comes back by itself.</summary>
    public void Drop() => Volatile.Read(ref _connection).Cancel();

    public async Task FollowAsync(CancellationToken ct)
    {
        while (!ct.IsCancellationRequested)
        {
            using var connection = CancellationTokenSource.CreateLinkedTokenSource(ct);
            Volatile.Write(ref _connection, connection);
            await FollowOnceAsync(person, connection.Token);
            await Task.Delay(FirstRest * Math.Pow(2, _failures) * random.NextDouble(), ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>One connection, until it is ready or ends, through the line of whoever is given.</summary>
    public async Task ResumeAsync(Person through, CancellationToken ct)
    {
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(ct);
        await FollowOnceAsync(through, enough.Token, enough.Cancel);
    }

    private async Task FollowOnceAsync(Person through, CancellationToken ct, Action? onReady = null)
    {
        try
        {
            await ConnectAsync(through, onReady, ct);
        }
        catch (Exception end) when (end is HttpRequestException or IOException or SocketException or OperationCanceledException)
        {
            // Cut: that is what this is about.
        }

        IsReady = false;
    }

    private async Task ConnectAsync(Person through, Action? onReady, CancellationToken ct)
    {
        var (opened, after) = (recorder.Now, At?.ToString() ?? startsAfter);
        using var answer = await through.FollowAsync(AddressFor(after), asking is Asking.ByHeader ? At?.ToString() : null, ct);
        if (!answer.IsSuccessStatusCode)
        {
            _failures = Math.Min(_failures + 1, MostFailures);
            Refusals++;
            RefusedWith = (int)answer.StatusCode;
            return;
        }

        _failures = 0;

        var record = recorder.Add(new StreamRecord(person.Name, name, opened, after));
        using var frames = new FrameReader(await answer.Content.ReadAsStreamAsync(ct), () => recorder.Now);
        while (await frames.NextAsync(ct) is { } frame)
        {
            record.Add(frame);
            At = frame.Event is "message" or "reset" or "ready" ? frame.Cursor : At;
            if (frame.Event is "ready")
            {
                IsReady = true;
                onReady?.Invoke();
            }
        }
    }

    private string AddressFor(string? after) => asking switch
    {
        Asking.Together => $"/stream?after={discussion.Split('/')[2].Replace("-", "", StringComparison.Ordinal)}.{after}",
        Asking.ByHeader => Stream(startsAfter),
        _ => Stream(after),
    };

    private string Stream(string? after) => $"{discussion}/stream{(after is null ? "" : $"?after={after}")}";
}
