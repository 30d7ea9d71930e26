namespace Xtablo.Browser.Tests;

/// <summary>A test of two browsers on one discussion.</summary>
public abstract class TogetherTest(RunningXtablo xtablo) : BrowserTest(xtablo)
{
    protected static ILocator Present(IPage page) => page.Locator("#present");

    protected static ILocator Typing(IPage page) => page.Locator("#typing");

    protected async Task<(IPage Ada, IPage Bob, string Discussion)> TeamAsync(string name = "Bob Byron")
    {
        var (ada, bob) = (await SignedInAsync(), await SignedInAsync(name));
        var discussion = await CreateTabloAsync(ada);
        await AdmitAsync(ada, discussion, bob);
        return (ada, bob, discussion);
    }
}
