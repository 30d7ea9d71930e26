namespace Xtablo.Tests.Support;

/// <summary>
/// Messages as they are typed and as they are shown: the html without the attributes that each block and link has, a mention of the
/// first of the <see cref="Names"/> as <c>&lt;span 1&gt;</c>.
/// </summary>
public static class EverydayMessages
{
    public static readonly string[] Names =
        ["Ada", "Ada Roy", "Mike", "Mike O’Connor", "田中", "_ada_", "C*", "A [x]", "Zoé", "José (2)", "민수", "مريم"];

    /// <summary>What a builder, a developer and a teenager type in a day, as they expect to see it.</summary>
    public static TheoryData<string, string> OfADay => new()
    {
        {
            "Bonjour à tous, la livraison des tuiles c'est demain 8h30.",
            "<p>Bonjour à tous, la livraison des tuiles c'est demain 8h30.</p>"
        },
        {
            "- ciment 12 sacs\n- sable 2 m3\n- 3 seaux",
            "<ul><li>ciment 12 sacs</li><li>sable 2 m3</li><li>3 seaux</li></ul>"
        },
        { "1. couler la dalle\n2. laisser sécher…", "<ol><li>couler la dalle</li><li>laisser sécher…</li></ol>" },
        { "2 x 3,5 m * 2,40 m = 16,8 m2 * 2 faces", "<p>2 x 3,5 m * 2,40 m = 16,8 m2 * 2 faces</p>" },
        { "1 250 € HT * 1,2 = 1 500 € (remise ~10%)", "<p>1 250 € HT * 1,2 = 1 500 € (remise ~10%)</p>" },
        {
            "> on peut décaler à jeudi ?\noui pas de souci",
            "<blockquote><p>on peut décaler à jeudi ?</p></blockquote><p>oui pas de souci</p>"
        },
        {
            "Plan ici (https://exemple.fr/plans/toit_v2_final.pdf), dis-moi.",
            "<p>Plan ici (<a href=\"https://exemple.fr/plans/toit_v2_final.pdf\">https://exemple.fr/plans/toit_v2_final.pdf</"
            + "a>), dis-moi.</p>"
        },
        {
            "« https://exemple.fr/devis » à signer !",
            "<p>« <a href=\"https://exemple.fr/devis\">https://exemple.fr/devis</a> » à signer !</p>"
        },
        { "Total\n-----\n4 300 €", "<p>Total<br>-----<br>4 300 €</p>" },
        { "#1 priorité : la gouttière", "<p>#1 priorité : la gouttière</p>" },
        { "# chantier dupont en retard", "<p># chantier dupont en retard</p>" },
        { "2024. Une année compliquée", "<ol start=\"2024\"><li>Une année compliquée</li></ol>" },
        { "    merci pour tout !", "<p>    merci pour tout !</p>" },
        { "--\nJean Martin, Toitures du Sud", "<p>--<br>Jean Martin, Toitures du Sud</p>" },
        { "- 5 °C ce matin", "<ul><li>5 °C ce matin</li></ul>" },
        { "run `dotnet test --filter X`", "<p>run <code>dotnet test --filter X</code></p>" },
        {
            "get_user_by_id(), not in __init__ or *args / **kwargs",
            "<p>get_user_by_id(), not in <strong>init</strong> or *args / **kwargs</p>"
        },
        { "a[0]*2*c", "<p>a[0]*2*c</p>" },
        { "2*3*4 = 24, 5*x*y, a * b * c", "<p>2*3*4 = 24, 5*x*y, a * b * c</p>" },
        {
            "```cs\nvar x = List<string>();\n```",
            "<pre><code class=\"language-cs\">var x = List&lt;string&gt;();</code></pre>"
        },
        { "voilà ```\nx = 1\n``` merci", "<p>voilà ```<br>x = 1</p><p>``` merci</p>" },
        { "C:\\Users\\ada\\_build\\*.dll and \\\\server\\share", "<p>C:\\Users\\ada_build*.dll and \\\\server\\share</p>" },
        {
            "std::vector<int> and <div class=\"x\"> and &nbsp;",
            "<p>std::vector&lt;int&gt; and &lt;div class=&quot;x&quot;&gt; and &amp;nbsp;</p>"
        },
        { "[done]: https://ci.example/42", "<p>[done]: <a href=\"https://ci.example/42\">https://ci.example/42</a></p>" },
        { "cat log | grep err | wc -l", "<p>cat log | grep err | wc -l</p>" },
        { "--force doesn't help\n- but -v does", "<p>--force doesn't help</p><ul><li>but -v does</li></ul>" },
        { "http://localhost:5080/x", "<p><a href=\"http://localhost:5080/x\">http://localhost:5080/x</a></p>" },
        { "Https://Example.org", "<p><a href=\"https://Example.org\">Https://Example.org</a></p>" },
        { "10:30:45, ratio 1:100:5, std::cout::x", "<p>10:30:45, ratio 1:100:5, std::cout::x</p>" },
        { "just <3 it :) :D ;-) :p XD", "<p>just &lt;3 it :) :D ;-) :p XD</p>" },
        {
            "*you're ... *sigh* **NO** _whatever_ ~~jk~~",
            "<p>*you're ... <em>sigh</em> <strong>NO</strong> <em>whatever</em> <del>jk</del></p>"
        },
        { "¯\\_(ツ)_/¯", "<p>¯\\_(ツ)_/¯</p>" },
        { ">:( why tho", "<p>&gt;:( why tho</p>" },
        { ">_> <_<", "<p>&gt;<em>&gt; &lt;</em>&lt;</p>" },
        { "ok :thumbsup: :fire::100: :notanemoji:", "<p>ok 👍 🔥💯 :notanemoji:</p>" },
        { "+ 1", "<p>+ 1</p>" },
        { "...\n---\nnew topic", "<p>...<br>---<br>new topic</p>" },
        { "这是**重要**的", "<p>这是<strong>重要</strong>的</p>" },
        { "**2**e étage", "<p><strong>2</strong>e étage</p>" },
        {
            "https://fr.wikipedia.org/wiki/Bac_(récipient). et www.example.org,",
            "<p><a href=\"https://fr.wikipedia.org/wiki/Bac_(récipient)\">https://fr.wikipedia.org/wiki/Bac_(récipient)</a>"
            + ". et <a href=\"https://www.example.org\">www.example.org</a>,</p>"
        },
        { "ada@example.org", "<p>ada@example.org</p>" },
        { "- [ ] lait\n- [x] pain", "<ul><li>[ ] lait</li><li>[x] pain</li></ul>" },
    };

    /// <summary>Measures, commands, logs, lists, faces, and languages of every direction.</summary>
    public static TheoryData<string, string> More => new()
    {
        { "Le plombier passe *demain matin* ou jeudi ?", "<p>Le plombier passe <em>demain matin</em> ou jeudi ?</p>" },
        { "Chantier **Dupont** : pose terminée ✅", "<p>Chantier <strong>Dupont</strong> : pose terminée ✅</p>" },
        { "Mesures : 3,20 m x 2,10 m (h = 2,50)", "<p>Mesures : 3,20 m x 2,10 m (h = 2,50)</p>" },
        { "Tél. 06 12 34 56 78, code portail 4512*", "<p>Tél. 06 12 34 56 78, code portail 4512*</p>" },
        { "Devis n° 2026-114 : 12 450,00 € TTC", "<p>Devis n° 2026-114 : 12 450,00 € TTC</p>" },
        {
            "- porte 90x204\n  - poignée à gauche\n- fenêtre 60*95",
            "<ul><li>porte 90x204<ul><li>poignée à gauche</li></ul></li><li>fenêtre 60*95</li></ul>"
        },
        {
            "1) couler\n2) attendre 48 h\n3) décoffrer",
            "<ol><li>couler</li><li>attendre 48 h</li><li>décoffrer</li></ol>"
        },
        { "Horaires : 8h-12h / 13h30-17h", "<p>Horaires : 8h-12h / 13h30-17h</p>" },
        {
            "RDV @Ada à 14h, @Zoé tu confirmes ?",
            "<p>RDV <span 1>@Ada</span> à 14h, <span 9>@Zoé</span> tu confirmes ?</p>"
        },
        {
            "l'équipe \"toiture\" & \"façade\" < 10 personnes",
            "<p>l'équipe &quot;toiture&quot; &amp; &quot;façade&quot; &lt; 10 personnes</p>"
        },
        {
            "T'as vu ? https://www.meteofrance.com/previsions/lyon ... pluie jusqu'à 16h :(",
            "<p>T'as vu ? <a href=\"https://www.meteofrance.com/previsions/lyon\">https://www.meteofrance.com/previsions/"
            + "lyon</a> ... pluie jusqu'à 16h :(</p>"
        },
        {
            "> Peux-tu commander les tuiles ?\n\nC'est fait, livraison mardi.",
            "<blockquote><p>Peux-tu commander les tuiles ?</p></blockquote><p>C'est fait, livraison mardi.</p>"
        },
        {
            "git commit -m \"fix: don't crash\" && git push origin HEAD~1",
            "<p>git commit -m &quot;fix: don't crash&quot; &amp;&amp; git push origin HEAD~1</p>"
        },
        {
            "`SELECT * FROM users WHERE id = 1;` takes 3s, `EXPLAIN` says seq scan",
            "<p><code>SELECT * FROM users WHERE id = 1;</code> takes 3s, <code>EXPLAIN</code> says seq scan</p>"
        },
        {
            "```\n$ npm ci\nadded 120 packages\n```\nworks on my machine",
            "<pre><code>$ npm ci\nadded 120 packages</code></pre><p>works on my machine</p>"
        },
        {
            "~~~python\ndef f(x):\n    return x**2 if x > 0 else \"_\"\n~~~",
            "<pre><code class=\"language-python\">def f(x):\n    return x**2 if x &gt; 0 else &quot;_&quot;</code></pre>"
        },
        { "if (a && b || !c) { d[i][j] = e*f*g; }", "<p>if (a &amp;&amp; b || !c) { d[i][j] = e*f*g; }</p>" },
        {
            "use __dunder__ or snake_case_name or CONST_VALUE",
            "<p>use <strong>dunder</strong> or snake_case_name or CONST_VALUE</p>"
        },
        {
            "see [the docs](https://docs.example.org/a_b#c) and #1234, !56",
            "<p>see <a href=\"https://docs.example.org/a_b#c\">the docs</a> and #1234, !56</p>"
        },
        { "Error at src/App.cs:120:15 - expected ';'", "<p>Error at src/App.cs:120:15 - expected ';'</p>" },
        {
            "ping 192.168.1.10:8080, http://192.168.1.10:8080/health, http://[::1]:5000/",
            "<p>ping 192.168.1.10:8080, <a href=\"http://192.168.1.10:8080/health\">http://192.168.1.10:8080/health</a>, <a "
            + "href=\"http://[::1]:5000/\">http://[::1]:5000/</a></p>"
        },
        { "C# and F# and C++, 100% done, ~5 min, 2^10", "<p>C# and F# and C++, 100% done, ~5 min, 2^10</p>" },
        { "a -> b => c <- d", "<p>a -&gt; b =&gt; c &lt;- d</p>" },
        {
            "TODO:\n* fix #12\n* review @Ada's PR",
            "<p>TODO:</p><ul><li>fix #12</li><li>review <span 1>@Ada</span>'s PR</li></ul>"
        },
        { "``a ` b`` and `code with **stars**`", "<p><code>a ` b</code> and <code>code with **stars**</code></p>" },
        { "x = y_1 + y_2; z = a*b + c*d", "<p>x = y_1 + y_2; z = a*b + c*d</p>" },
        {
            "<script>alert(1)</script> <b>bold?</b>",
            "<p>&lt;script&gt;alert(1)&lt;/script&gt; &lt;b&gt;bold?&lt;/b&gt;</p>"
        },
        { "%APPDATA%\\Roaming\\x.json", "<p>%APPDATA%\\Roaming\\x.json</p>" },
        { "wtf **lol** 😂😂😂", "<p>wtf <strong>lol</strong> 😂😂😂</p>" },
        { "omg!!! *dies* ~~not~~ really", "<p>omg!!! <em>dies</em> <del>not</del> really</p>" },
        { ";) xD <3<3 ^^ -_- T_T o_O >.<", "<p>;) xD &lt;3&lt;3 ^^ -_- T_T o_O &gt;.&lt;</p>" },
        { "*** important ***", "<p>*** important ***</p>" },
        { "_.-~*wow*~-._", "<p><em>.-~<em>wow</em>~-.</em></p>" },
        { "brb @all 5 min", "<p>brb <span all>@all</span> 5 min</p>" },
        { "k", "<p>k</p>" },
        { "👍", "<p>👍</p>" },
        { "||spoiler|| and ##channel", "<p>||spoiler|| and ##channel</p>" },
        {
            "مرحبا *بالجميع*، الاجتماع غدا الساعة 3:00",
            "<p>مرحبا <em>بالجميع</em>، الاجتماع غدا الساعة 3:00</p>"
        },
        { "- حليب\n- خبز", "<ul><li>حليب</li><li>خبز</li></ul>" },
        {
            "שלום @Ada, ראה https://example.org/א בבקשה",
            "<p>שלום <span 1>@Ada</span>, ראה <a href=\"https://example.org/א\">https://example.org/א</a> בבקשה</p>"
        },
        { "> متى نبدأ؟\nالآن", "<blockquote><p>متى نبدأ؟</p></blockquote><p>الآن</p>" },
        {
            "明天下午三点开会，**务必**参加。",
            "<p>明天下午三点开会，<strong>务必</strong>参加。</p>"
        },
        {
            "リンクはこちら：https://example.jp/a?b=1、見てね",
            "<p>リンクはこちら：<a href=\"https://example.jp/a?b=1\">https://example.jp/a?b=1</a>、見てね</p>"
        },
        {
            "「@田中」さん、確認お願いします！",
            "<p>「<span 5>@田中</span>」さん、確認お願いします！</p>"
        },
        { "数学：2*3*4、a_b_c", "<p>数学：2*3*4、a_b_c</p>" },
        { "（**注意**）明日は休みです", "<p>（<strong>注意</strong>）明日は休みです</p>" },
        { "1、第一\n2、第二", "<p>1、第一<br>2、第二</p>" },
        { "한국어 *강조* 와 `코드`", "<p>한국어 <em>강조</em> 와 <code>코드</code></p>" },
        {
            "Привет, **Аня**! Файл: C:\\Тест\\_новый_",
            "<p>Привет, <strong>Аня</strong>! Файл: C:\\Тест_новый_</p>"
        },
        { "Γειά σου :wave: τι κάνεις;", "<p>Γειά σου 👋 τι κάνεις;</p>" },
        { "   trois espaces\npuis rien", "<p>   trois espaces<br>puis rien</p>" },
        { "Liste :\n- un\n- deux\n\nFin.", "<p>Liste :</p><ul><li>un</li><li>deux</li></ul><p>Fin.</p>" },
        { "- a\n\n  suite de a\n- b", "<ul><li><p>a</p><p>suite de a</p></li><li><p>b</p></li></ul>" },
        { "3. trois\n3. trois encore", "<ol start=\"3\"><li>trois</li><li value=\"3\">trois encore</li></ol>" },
        { "1. a\n   - b\n   - c\n2. d", "<ol><li>a<ul><li>b</li><li>c</li></ul></li><li>d</li></ol>" },
        {
            "**gras _et italique_** puis ~~barré **gras**~~",
            "<p><strong>gras <em>et italique</em></strong> puis <del>barré <strong>gras</strong></del></p>"
        },
        {
            "5 < 6 && 7 > 3, \"quoted\" 'single' &amp; &lt;",
            "<p>5 &lt; 6 &amp;&amp; 7 &gt; 3, &quot;quoted&quot; 'single' &amp;amp; &amp;lt;</p>"
        },
        { ":) :( :/ http://", "<p>:) :( :/ http://</p>" },
        { ":house: 12:house:34 :+1::+1:", "<p>🏠 12:house:34 👍👍</p>" },
        {
            "mailto:ada@example.org?subject=Bonjour",
            "<p><a href=\"mailto:ada@example.org?subject=Bonjour\">mailto:ada@example.org?subject=Bonjour</a></p>"
        },
        { "ftp://files.example.org/x file:///etc/passwd", "<p>ftp://files.example.org/x file:///etc/passwd</p>" },
        { "HTTP://EXAMPLE.ORG/Path", "<p><a href=\"http://EXAMPLE.ORG/Path\">HTTP://EXAMPLE.ORG/Path</a></p>" },
        { "[chantier] voir [plan 2] et [x]", "<p>[chantier] voir [plan 2] et [x]</p>" },
        {
            "![photo du toit](https://photos.example/1.jpg)",
            "<p><a href=\"https://photos.example/1.jpg\">photo du toit</a></p>"
        },
        {
            "https://example.org/a_b_c*d*e?x=_y_#z.",
            "<p><a href=\"https://example.org/a_b_c*d*e?x=_y_#z\">https://example.org/a_b_c*d*e?x=_y_#z</a>.</p>"
        },
        { "(voir www.exemple.fr/devis)", "<p>(voir <a href=\"https://www.exemple.fr/devis\">www.exemple.fr/devis</a>)</p>" },
        {
            "_https://example.org/italic_",
            "<p><em><a href=\"https://example.org/italic\">https://example.org/italic</a></em></p>"
        },
        {
            "[https://bank.example](https://evil.example/login) [bank.example](https://www.bank.example/) [docs](https://"
            + "x.example)",
            "<p><a href=\"https://evil.example/login\">https://bank.example (evil.example)</a> <a href=\"https://"
            + "www.bank.example/\">bank.example</a> <a href=\"https://x.example\">docs</a></p>"
        },
        { "[example.org](https://docs.example.org/)", "<p><a href=\"https://docs.example.org/\">example.org</a></p>" },
        {
            "[x](https://a@b.example) [x](//evil.example) [x](mailto:ada@example.org)",
            "<p>[x](https://a@b.example) [x](//evil.example) <a href=\"mailto:ada@example.org\">x</a></p>"
        },
        { "```bash; rm -rf\nx\n```", "<pre><code>bash; rm -rf\nx</code></pre>" },
        { "```C++\nx\n```", "<pre><code class=\"language-c++\">x</code></pre>" },
        { "```\n\n\n```", "<p>```</p>" },
        { "````\n```\ninner\n```\n````", "<pre><code>```\ninner\n```</code></pre>" },
        { "line one\\\nline two", "<p>line one\\<br>line two</p>" },
        { "a  \nb", "<p>a<br>b</p>" },
    };
}
