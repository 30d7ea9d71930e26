namespace Xtablo.Infrastructure.Tests;

/// <summary>For what happens beside the test, and will.</summary>
internal static class Soon
{
    public static async Task IsAsync(Func<bool> holds, string what)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(TimeSpan.FromSeconds(30));
        while (!holds())
        {
            Assert.False(patience.IsCancellationRequested, $"it is not true that {what}");
            await Task.Delay(5, CancellationToken.None);
        }
    }
}
