namespace Xtablo.Browser.Tests;

/// <summary>With an authenticator that the browser plays itself; it needs a name, for an IP address has no passkeys.</summary>
public sealed class PasskeyTests(RunningXtablo xtablo) : BrowserTest(xtablo)
{
    protected override string Address => base.Address.Replace("127.0.0.1", "localhost", StringComparison.Ordinal);

    private const string Again = """
        async (answer) => (await fetch("/sign-in/passkey", {
          method: "POST", body: answer, redirect: "manual", headers: { "Content-Type": "application/x-www-form-urlencoded" },
        })).status
        """;

    [Fact]
    public async Task A_passkey_is_added_signs_in_alone_and_is_removed()
    {
        Expected.Add("422");
        var answers = new List<string?>();
        var page = await SignedInAsync();
        page.Request += (_, request) =>
        {
            if (request.Method == "POST" && request.Url.EndsWith("/sign-in/passkey", StringComparison.Ordinal))
            {
                answers.Add(request.PostData);
            }
        };
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
        await page.AddInitScriptAsync("PublicKeyCredential.prototype.toJSON = () => { throw new TypeError('as of some password managers'); }");
        await page.GotoAsync("/account/passkeys");
        await page.GetByLabel("Passkey name").FillAsync("My phone");
        await page.GetByLabel("Password").FillAsync(Password);
        await Button(page, "Add").ClickAsync();
        await Assertions.Expect(page.Locator(".items li")).ToContainTextAsync("My phone");
        await Assertions.Expect(page.Locator(".items li")).Not.ToContainTextAsync("last used");

        await SignOutAsync(page);
        await page.GotoAsync("/account/passkeys"); // and from there to signing in
        await Button(page, "Sign in with a passkey").ClickAsync();
        await ArriveAsync(page, "/account/passkeys");
        await Assertions.Expect(page.Locator(".items li")).ToContainTextAsync("last used");

        // What the device answered is good once.
        await SignOutAsync(page);
        Assert.Equal(422, await page.EvaluateAsync<int>(Again, Assert.Single(answers)));

        // And the device is known no more once it was removed.
        await page.GotoAsync("/sign-in?returnUrl=/account/passkeys");
        await Button(page, "Sign in with a passkey").ClickAsync();
        await ArriveAsync(page, "/account/passkeys");
        await page.GetByRole(AriaRole.Button, new() { Name = "Remove the passkey My phone" }).ClickAsync();
        await Assertions.Expect(page.GetByText("You have no passkeys yet.")).ToBeVisibleAsync();
        await SignOutAsync(page);
        await Button(page, "Sign in with a passkey").ClickAsync();
        await Assertions.Expect(page.GetByText("This passkey does not belong to any account here")).ToBeVisibleAsync();
    }

    private static async Task SignOutAsync(IPage page)
    {
        await Button(page, "Sign out").ClickAsync();
        await ArriveAsync(page, "/sign-in");
    }
}
