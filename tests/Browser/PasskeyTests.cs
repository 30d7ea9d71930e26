namespace Xtablo.Browser.Tests;

/// <summary>With an authenticator that the browser plays itself; it needs a name, for an IP address has no passkeys.</summary>
public sealed class PasskeyTests(RunningXtablo xtablo) : BrowserTest(xtablo)
{
    protected override string Address => base.Address.Replace("127.0.0.1", "localhost", StringComparison.Ordinal);

    [Fact]
    public async Task A_passkey_is_added_signs_in_alone_and_is_removed()
    {
        var page = await SignedInAsync();
        var device = await page.Context.NewCDPSessionAsync(page);
        await device.SendAsync("WebAuthn.enable");
        await device.SendAsync("WebAuthn.addVirtualAuthenticator", new()
        {
            ["options"] = new Dictionary<string, object>
            {
                ["protocol"] = "ctap2",
                ["transport"] = "internal",
                ["hasResidentKey"] = true,
                ["hasUserVerification"] = true,
                ["isUserVerified"] = true,
                ["automaticPresenceSimulation"] = true,
            },
        });
        await page.GotoAsync("/account/passkeys");
        await page.GetByLabel("What you will know it by").FillAsync("My phone");
        await page.GetByLabel("Password").FillAsync("correct horse battery");
        await Button(page, "Add").ClickAsync();
        await Assertions.Expect(page.Locator(".passkeys li")).ToContainTextAsync("My phone");
        await Assertions.Expect(page.Locator(".passkeys li")).Not.ToContainTextAsync("last used");

        await Button(page, "Sign out").ClickAsync();
        await page.WaitForURLAsync("**/sign-in");
        await page.GotoAsync("/account/passkeys"); // and from there to signing in
        await Button(page, "Sign in with a passkey").ClickAsync();
        await page.WaitForURLAsync("**/account/passkeys");

        await Assertions.Expect(page.Locator(".passkeys li")).ToContainTextAsync("last used");
        await page.GetByRole(AriaRole.Button, new() { Name = "Remove the passkey My phone" }).ClickAsync();
        await Assertions.Expect(page.GetByText("You have none yet.")).ToBeVisibleAsync();
    }
}
