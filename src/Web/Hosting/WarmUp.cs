using Xtablo.Application.Discussions;
using Xtablo.Application.Operation;
using Xtablo.Domain.Accounts;
using Xtablo.Domain.Discussions;
using Xtablo.Domain.Tablos;
using Xtablo.Web.Realtime;

namespace Xtablo.Web.Hosting;

/// <summary>
/// Renders a row and goes the way of a post once before the server listens, in a tablo that does not exist: what is compiled and
/// prepared on it, nobody needs to wait for. It leaves nothing behind, not even in the metrics.
/// </summary>
internal sealed class WarmUp(
    IServiceScopeFactory scopes, IMarkup markup, HtmlFormat format, IOutages outages, TimeProvider time) : IHostedService
{
    private const string Text = "Some *words*, a https://example.org, `code`\n- a list";

    private readonly TabloId _nowhere = TabloId.New();
    private readonly Person _nobody = new(AccountId.New(), DisplayName.From("Nobody"));

    public Task StartAsync(CancellationToken cancellationToken) =>
        Task.WhenAll(Task.Run(RenderAsync, cancellationToken), Task.Run(StoreNothingAsync, cancellationToken));

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task RenderAsync() => await format.RenderAsync(
        new(
            _nowhere, MessageId.New(), Number: 1, Revision: 1, Notice: null, _nobody.Id, _nobody.Name.Value, ClientId.New(), Text,
            time.GetUtcNow(), EditedAt: null, DeletedAt: null)
        {
            Shown = markup.Render(Text, [_nobody], []),
        });

    private async Task StoreNothingAsync()
    {
        await using var scope = scopes.CreateAsyncScope();
        var services = scope.ServiceProvider;
        try
        {
            await ActivatorUtilities.CreateInstance<PostMessageHandler>(services)
                .HandleAsync(new PostMessage(_nowhere, _nobody, Text, ClientId: null), CancellationToken.None);
        }
        catch (Exception failure) when (outages.IsOutage(failure))
        {
            // A database that is away for a moment keeps no server from starting: the first to post waits, as they would have.
        }
    }
}
