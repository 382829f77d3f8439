namespace Tidings.Simulation;

static partial class Phrases
{
    const string Languages = """
        es.pos
          Qué día tan bonito, {es.with} en {es.place}
          Me encanta {es.thing} por la mañana
          Muy feliz {es.with}, gracias por todo
          {es.thing.c} en {es.place}, qué maravilla
          La mejor tarde del año {es.with}
          Hoy todo sale bien, gracias
        es.neu
          Hoy {es.thing} en {es.place}
          ¿Alguien sabe a qué hora abre {es.place}?
          Camino a {es.place} {es.with}
          Mañana más, ahora {es.thing}
          {es.thing.c} para {@n} personas
        es.neg
          Qué mal día, otra vez sin {es.thing}
          Estoy triste, se canceló todo en {es.place}
          Odio esperar en {es.place}
          Llueve y perdí el autobús, fatal
          No puedo más con este calor
        es.with: con mi hermana | con amigos | con la familia | con mi abuela | con los vecinos
        es.place: el mercado | la plaza | el parque | la biblioteca | el puerto | la playa
        es.thing: el café | la paella | la música | el pan | un libro | la sopa
        es.thing.c: Café | Paella | Música | Pan recién hecho | Sopa
        pt.pos
          Que dia lindo {pt.with} em {pt.place}
          Adoro {pt.thing} de manhã
          Muito feliz {pt.with}, obrigado
          Melhor tarde do ano em {pt.place}
          Hoje deu tudo certo, que alegria
        pt.neu
          Hoje tem {pt.thing} em {pt.place}
          Alguém sabe que horas abre {pt.place}?
          A caminho de {pt.place} {pt.with}
          Receita de {pt.thing} para {@n} pessoas
        pt.neg
          Que dia ruim, sem {pt.thing} de novo
          Estou triste, cancelaram tudo em {pt.place}
          Odeio fila em {pt.place}
          Chuva o dia todo, que raiva
        pt.with: com minha irmã | com os amigos | com a família | com a vovó
        pt.place: casa | Pedra Alta | Porto Velho de Baixo | Vila Clara | Praia Funda
        pt.thing: café | pão de queijo | samba | bolo de milho | feijoada
        de.pos
          Was für ein schöner Tag {de.with}
          Ich liebe {de.thing} am Morgen
          So glücklich {de.with} {de.place}, danke
          Endlich Sonne {de.place}, herrlich
          Der beste Kuchen seit Jahren, wunderbar
        de.neu
          Heute {de.thing} {de.place}
          Weiß jemand, wann es {de.place} losgeht?
          Unterwegs {de.with}
          Noch {@n} Minuten bis zum Zug
          {de.thing} für {@n} Leute
        de.neg
          So ein schlechter Tag, kein {de.thing}
          Schon wieder {@n} Minuten Verspätung, furchtbar
          Ich bin traurig, {de.place} ist alles abgesagt
          Dauerregen {de.place}, ich mag nicht mehr
        de.with: mit meiner Schwester | mit Freunden | mit der Familie | mit Oma | mit den Nachbarn
        de.place: am See | auf dem Markt | im Garten | am Hafen | in der Bücherei
        de.thing: Kaffee | Apfelkuchen | Frühstück | Tee | Suppe
        fr.pos
          Quelle belle journée {fr.with} {fr.place}
          J'adore {fr.thing} le matin
          Très heureux {fr.with}, merci
          Le meilleur moment de l'été {fr.place}
        fr.neu
          Aujourd'hui, {fr.thing} {fr.place}
          Quelqu'un sait à quelle heure ça ouvre {fr.place} ?
          En route {fr.with}
          Recette de tarte pour {@n} personnes
        fr.neg
          Quelle journée affreuse, encore la pluie {fr.place}
          Je suis triste, tout est annulé {fr.place}
          Je déteste attendre le bus {fr.place}
          {@n} minutes de retard, c'est nul
        fr.with: avec ma soeur | avec des amis | en famille | avec mamie
        fr.place: au marché | au parc | sur le port | à la plage | à la bibliothèque
        fr.thing: le café | la musique | le pain chaud | la tarte aux pommes
        id.pos
          Hari yang indah {id.with} di {id.place}
          Suka sekali {id.thing} pagi ini
          Senang banget bisa kumpul {id.with}
          Terima kasih semua, hari ini luar biasa
        id.neu
          Pagi ini {id.thing} di {id.place}
          Ada yang tahu {id.place} buka jam berapa?
          Perjalanan ke {id.place} {id.with}
        id.neg
          Sedih, acara di {id.place} batal
          Macet lagi {@n} menit, capek
          Hujan terus, {id.thing} habis
        id.with: bersama keluarga | sama teman | sama adik | bareng tetangga
        id.place: pasar | taman | pantai | perpustakaan | stasiun
        id.thing: kopi | nasi goreng | teh hangat | soto
        tr.pos
          Ne güzel bir gün, {tr.with} {tr.place}
          Sabah {tr.thing} içmek harika
          Çok mutluyum, {tr.with} {tr.place}
          Bugün her şey yolunda, teşekkürler
        tr.neu
          Bugün {tr.thing} var, {tr.place}
          {tr.place.c} saat kaçta açılıyor?
          Yoldayız, {tr.with}
        tr.neg
          Çok üzgünüm, {tr.place} her şey iptal
          Otobüs {@n} dakika gecikti, berbat
          Yine yağmur, {tr.thing} de bitti
        tr.with: ailemle | kardeşimle | arkadaşlarla | annemle
        tr.place: parkta | pazarda | sahilde | kütüphanede
        tr.place.c: Park | Pazar | Kütüphane
        tr.thing: çay | kahve | mercimek çorbası
        ja.pos
          {ja.when}の{ja.thing}、最高でした
          {ja.with}{ja.place}に行って楽しかった
          {ja.thing}がおいしくて幸せ
          今日はとてもいい一日、ありがとう
          {ja.place}の夕焼けがきれい
        ja.neu
          {ja.when}は{ja.place}で{ja.thing}
          {ja.with}{ja.place}へ向かっています
          {ja.place}は何時に開きますか
          {ja.thing}を{@n}分待っています
          {ja.when}も{ja.thing}にします
        ja.neg
          {ja.when}は雨で{ja.place}に行けない、残念
          電車が{@n}分遅れてつらい
          {ja.thing}が売り切れで悲しい
          頭が痛くて眠れない
        ja.when: 今日 | 今朝 | 今夜 | 昼 | 週末
        ja.with: 友だちと | 家族で | 妹と | ひとりで
        ja.place: 公園 | 図書館 | 海 | 市場 | 駅前
        ja.thing: コーヒー | ラーメン | 抹茶 | カレー | 焼きたてのパン
        ar.pos
          يوم جميل {ar.with} في {ar.place}
          أحب {ar.thing} في الصباح
          أنا سعيد جدا اليوم، شكرا لكم
        ar.neu
          اليوم {ar.thing} في {ar.place}
          متى يفتح {ar.place}؟
          في الطريق {ar.with}
        ar.neg
          أنا حزين، كل شيء ألغي في {ar.place}
          تأخرت الحافلة {@n} دقيقة
          انتهت {ar.thing} مرة أخرى
        ar.with: مع العائلة | مع الأصدقاء | مع أختي
        ar.place: السوق | الحديقة | المكتبة | الميناء
        ar.thing: القهوة | الشاي | الموسيقى
        """;

    const string LanguageCoins = """
        es.coin.pos: {@coin} sube {@pct}, qué alegría | Compré {@coin} a {@price}, contento | {@coin} muy fuerte hoy
        es.coin.neu: {@coin} en {@price} | ¿Qué opinan de {@coin} a {@price}? | {@coin} se mueve {@pct}
        es.coin.neg: {@coin} cae {@pct}, qué miedo | Perdí {@pct} con {@coin} | Mal día para {@coin}
        pt.coin.pos: {@coin} subiu {@pct}, que alegria | Comprei {@coin} a {@price} | {@coin} muito forte hoje
        pt.coin.neu: {@coin} em {@price} | O que acham de {@coin} a {@price}?
        pt.coin.neg: {@coin} caiu {@pct}, que medo | Perdi {@pct} em {@coin}
        de.coin.pos: {@coin} steigt um {@pct}, herrlich | {@coin} bei {@price} gekauft, zufrieden
        de.coin.neu: {@coin} bei {@price} | Was macht {@coin} bei {@price}?
        de.coin.neg: {@coin} fällt um {@pct}, furchtbar | Mit {@coin} {@pct} verloren
        fr.coin.pos: {@coin} gagne {@pct}, bravo | Acheté {@coin} à {@price}, content
        fr.coin.neu: {@coin} à {@price} | Que pensez-vous de {@coin} à {@price} ?
        fr.coin.neg: {@coin} perd {@pct}, affreux | {@coin} en baisse, inquiet
        id.coin.pos: {@coin} naik {@pct}, mantap | Beli {@coin} di {@price}, senang
        id.coin.neu: {@coin} di {@price} | Pantau {@coin} di {@price}
        id.coin.neg: {@coin} turun {@pct}, sedih | Rugi {@pct} di {@coin}
        tr.coin.pos: {@coin} {@pct} yükseldi, harika | {@price} seviyesinden {@coin} aldım
        tr.coin.neu: {@coin} şu an {@price} | {@coin} için {@price} önemli
        tr.coin.neg: {@coin} {@pct} düştü, çok kötü | {@coin} yüzünden {@pct} kaybettim
        ja.coin.pos: {@coin} が {@pct} 上昇、うれしい | {@coin} を {@price} で買った、いい感じ
        ja.coin.neu: {@coin} は現在 {@price} | {@coin} の {@price} に注目
        ja.coin.neg: {@coin} が {@pct} 下落、つらい | {@coin} で損した、悲しい
        ar.coin.pos: {@coin} يرتفع {@pct} اليوم، رائع
        ar.coin.neu: {@coin} عند {@price} الآن
        ar.coin.neg: {@coin} يهبط {@pct}، خسارة
        """;
}
