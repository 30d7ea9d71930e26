namespace Xtablo.Web.Tests.Common;

public sealed class StartingTests(SqliteApp running)
{
    [Fact]
    public async Task A_second_server_on_the_same_file_is_refused_and_the_first_goes_on()
    {
        using var data = new TemporaryFolder();
        Assert.Equal("Healthy", await running.Visitor().ReadAsync("/health/live"));
        var (exitCode, _, said) = await ProgramProcess.RunAsync(new()
        {
            ["ConnectionStrings__Xtablo"] = running.Database.ConnectionString,
            ["Xtablo__DataDirectory"] = data.Path,
            ["ASPNETCORE_URLS"] = "http://127.0.0.1:0",
        });

        Assert.Equal(1, exitCode);
        Assert.Contains("another Xtablo is already running", said, StringComparison.Ordinal);
        Assert.Equal("Healthy", await running.Visitor().ReadAsync("/health/ready"));
    }

    [Fact]
    public async Task A_killed_server_starts_again_with_everything_that_was_acknowledged()
    {
        using var data = new TemporaryFolder();
        Dictionary<string, string> settings = new() { ["Xtablo__DataDirectory"] = data.Path, ["ASPNETCORE_URLS"] = "http://127.0.0.1:0" };
        string discussion;
        Row said;
        Visitor ada;
        using var cookies = new HttpClientHandler { AllowAutoRedirect = false, UseCookies = true };
        await using (var first = ProgramProcess.Start(settings))
        {
            using var http = new HttpClient(cookies, disposeHandler: false) { BaseAddress = await first.AddressAsync() };
            ada = new Visitor(http);
            await ada.MakeAccountAsync("Ada");
            discussion = await ada.CreateTabloAsync();
            said = await ada.SayAsync(discussion, "Durable", "0b5c2ad7-5d45-4b5b-9d5b-6a6c6b2f6a11");
        }

        await using var again = ProgramProcess.Start(settings);
        using var httpAgain = new HttpClient(cookies, disposeHandler: false) { BaseAddress = await again.AddressAsync() };
        var after = new Visitor(httpAgain);

        Assert.Equal(said, Row.Single(await after.ReadAsync(discussion))); // with the same session too
        Assert.Equal(said, await after.SayAsync(discussion, "Durable", "0b5c2ad7-5d45-4b5b-9d5b-6a6c6b2f6a11"));
    }
}
