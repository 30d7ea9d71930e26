namespace Xtablo.Web.Hosting;

/// <summary>
/// The line to the collector. Nobody waits for it while the server runs; when the server has stopped, what is left has a
/// second, and a collector that is away delays the end of the process by no more than that.
/// </summary>
internal sealed partial class CollectorLine(ILogger<CollectorLine> logger) : IHostedService, IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan AtTheEnd = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource _over = new();
    private int _isAway;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Called when nothing is served any more, and before the packages send what they have left.</summary>
    public Task StopAsync(CancellationToken cancellationToken)
    {
        _over.CancelAfter(AtTheEnd);
        return Task.CompletedTask;
    }

    /// <summary>Opens a client, which the caller disposes.</summary>
    public HttpClient Open() => new(new Sending(this)) { Timeout = Patience };

    public void Dispose() => _over.Dispose();

    /// <summary>Says once that it is away, and once that it is back.</summary>
    private void Note(Uri? address, string? failure)
    {
        if (failure is not null && Interlocked.Exchange(ref _isAway, 1) == 0)
        {
            LogAway(logger, address, failure);
        }
        else if (failure is null && Interlocked.Exchange(ref _isAway, 0) == 1)
        {
            LogBack(logger, address);
        }
    }

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "The collector at {Address} does not take what is sent, which is lost until it does: {Why}")]
    private static partial void LogAway(ILogger logger, Uri? address, string why);

    [LoggerMessage(Level = LogLevel.Information, Message = "The collector at {Address} takes what is sent")]
    private static partial void LogBack(ILogger logger, Uri? address);

    /// <summary>The packages send by this one way alone, in threads of their own.</summary>
    private sealed class Sending(CollectorLine line) : DelegatingHandler(new SocketsHttpHandler { AllowAutoRedirect = false })
    {
        protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, line._over.Token);
            try
            {
                var answer = base.Send(request, ending.Token);
                line.Note(request.RequestUri, answer.IsSuccessStatusCode ? null : $"it answers {(int)answer.StatusCode}");
                return answer;
            }
            catch (Exception failure)
            {
                line.Note(request.RequestUri, failure.Message);
                throw;
            }
        }
    }
}
