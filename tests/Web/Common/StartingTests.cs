namespace Xtablo.Web.Tests.Common;

public sealed class StartingTests(SqliteApp running)
{
    [Theory]
    [InlineData("ConnectionStrings__Xtablo", "nonsense")]
    [InlineData("ConnectionStrings__Xtablo", "Server=elsewhere")]
    [InlineData("ConnectionStrings__Xtablo", "Host=/nowhere/at/all;Username=x;Timeout=2")]
    [InlineData("ConnectionStrings__Xtablo", "Host=127.0.0.1;Port=1;Username=x;Timeout=2")]
    [InlineData("ConnectionStrings__Xtablo", "Host=127.0.0.1;Bogus=1")]
    [InlineData("ConnectionStrings__Xtablo", "Data Source=/proc/nowhere/xtablo.db")]
    [InlineData("ConnectionStrings__Xtablo", "Data Source=:memory:")]
    [InlineData("Xtablo__DataDirectory", "/proc/nowhere")]
    [InlineData("Xtablo__PublicUrl", "chat.example.org")]
    [InlineData("Xtablo__KnownProxies", "not-an-address")]
    [InlineData("Xtablo__OpenRegistration", "perhaps")]
    [InlineData("Xtablo__RateLimits__Enabled", "perhaps")]
    [InlineData("Xtablo__Smtp__Port", "many")]
    [InlineData("Xtablo__Backplane", "redis")]
    [InlineData("Xtablo__PublicUrls", "https://chat.example.org")]
    [InlineData("ASPNETCORE_URLS", "nonsense")]
    public async Task A_wrong_value_stops_the_start_with_one_sentence_that_names_its_key(string key, string value)
    {
        using var data = new TemporaryFolder();
        var (exitCode, output, said) = await ProgramProcess.RunAsync(
            new() { ["Xtablo__DataDirectory"] = data.Path, ["ASPNETCORE_URLS"] = "http://127.0.0.1:0", [key] = value });

        Assert.Equal(1, exitCode);
        Assert.StartsWith(key + ": ", said, StringComparison.Ordinal);
        Assert.Single(said.TrimEnd().Split('\n'));
        Assert.DoesNotContain("   at ", output, StringComparison.Ordinal);
    }

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
